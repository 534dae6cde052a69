class User(Base):
    @hybrid_property
    def missing(self):
        return self.x == nothing
    @missing.expression
    def missing(cls):
        return x == nothing
    @hybrid_method(flag=1)
    def other(self):
        return x != nothing
