class Box[T: (int if name is "a" else str)]:
    pass
def function[T = (name is 1)](item: T) -> T:
    return item is "a"
type Alias[T] = T if name is "a" else other
