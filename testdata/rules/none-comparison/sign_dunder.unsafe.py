class Expression:
    def __invert__(self):
        return self.x is None
