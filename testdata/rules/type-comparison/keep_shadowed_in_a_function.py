# isfix-test: select=E721
def f(type):
    return type(x) == str

def g():
    type = h
    def inner():
        return type(x) == type(y)
    return inner

class C:
    type = h
    x = type(a) == str
