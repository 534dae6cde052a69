kind is int
kind is not str
kind is type(1)
