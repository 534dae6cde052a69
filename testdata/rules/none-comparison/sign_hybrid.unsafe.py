class User(Base):
    @hybrid_property
    def missing(self):
        return self.x is None
    @missing.expression
    def missing(cls):
        return x is None
    @hybrid_method(flag=1)
    def other(self):
        return x is not None
