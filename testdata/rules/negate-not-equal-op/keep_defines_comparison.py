# isfix-test: select=SIM202
class K:
    def __eq__(self, o): return not self != o
    def __ne__(self, o): return not self == o
    def __lt__(self, o): return not self == o and not self != o
    def __ge__(self, o):
        def inner():
            return any(not a != b for a, b in zip(self, o))
        return inner()
    __le__ = lambda self, o: not self != o

K.__ne__ = lambda self, o: not self != o
