class Null(object):
    def __eq__(self, other):
        return other is None

    def check(self):
        return self is None


class Nil(Null):
    pass


null = Nil()
print(null is None, Null() is None)
if null is None:
    pass
