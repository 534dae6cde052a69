class Example:
    def __eq__(self, other):
        return self.key == other.key
