class Example:
    def __eq__(self, other): return not self != other
