class Asking:
    def __eq__(self, other):
        return other is not None and self.x == other.x


def f(a: Asking | None):
    return [a is None, a == Asking(), a.__eq__(None)]
