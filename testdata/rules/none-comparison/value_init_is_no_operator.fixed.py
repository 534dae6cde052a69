class Example:
    def __init__(self, x):
        self.missing = x is None
