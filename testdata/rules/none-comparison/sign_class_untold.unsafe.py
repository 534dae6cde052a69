class Ref:
    def __init__(self, get):
        self._get = get

    def __eq__(self, other):
        return self._get() == other


class Assigned:
    __eq__ = op("=")


class Reversed:
    def __eq__(self, other):
        return other == self.value


class Named:
    def __eq__(self, other):
        result = self.value == other
        return result


class Guarded:
    def __eq__(self, other):
        if self.name is None:
            return NotImplemented
        return Cond(self, other)


class Other:
    def __new__(cls):
        return Column()


class Later:
    pass


Later.__eq__ = op("=")


@columns
class Decorated:
    pass


class Meta(Base):
    pass


class Made(metaclass=Meta):
    pass


if Ref(lambda: None) is None:
    pass
if None is not Assigned():
    pass
rules = [
    Reversed() is None,
    Named() is None,
    Guarded() is None,
    Other() is None,
    Later() is None,
    Decorated() is None,
    Made() is None,
]
