class A:  # pylint: disable=singleton-comparison
    def f(self):
        return self.x == None
