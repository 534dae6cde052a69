class Box[T: (int if name == "a" else str)]:
    pass
def function[T = (name == 1)](item: T) -> T:
    return item == "a"
type Alias[T] = T if name == "a" else other
