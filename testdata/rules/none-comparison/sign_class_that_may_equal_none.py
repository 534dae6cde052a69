class Null(object):
    def __eq__(self, other):
        return other is None

    def check(self):
        return self == None


class Nil(Null):
    pass


null = Nil()
print(null == None, Null() == None)
if null == None:
    pass
