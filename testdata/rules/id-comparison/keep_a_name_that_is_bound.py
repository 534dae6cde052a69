# isfix-test: select=ISF001
def id(x):
    return x.key


def same(a, b):
    return id(a) == id(b)


class Table:
    same = id(a) == id(b)
