class User(Base):
    @hybrid_property
    def missing(self):
        return self.x == None
    @missing.expression
    def missing(cls):
        return x == None
    @hybrid_method(flag=1)
    def other(self):
        return x != None
