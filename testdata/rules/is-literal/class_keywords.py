class Example(Base if name is "a" else Other, flag=name is not 1):
    field: name is "a" = name is 2
