# isfix-test: select=ISF001
def one(node):
    return node is root


class Table:
    id = 1

    def same(self, other):
        return self is other


def other(id):
    return id
