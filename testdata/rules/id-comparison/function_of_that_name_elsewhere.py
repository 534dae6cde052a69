# isfix-test: select=ISF001
def one(node):
    return id(node) == id(root)


class Table:
    id = 1

    def same(self, other):
        return id(self) == id(other)


def other(id):
    return id
