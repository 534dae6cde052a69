# isfix-test: select=ISF001
def same(id, a, b):
    return id(a) == id(b)


same = lambda id: id(a) == id(b)
many = [id(a) == id(b) for id in ids]
