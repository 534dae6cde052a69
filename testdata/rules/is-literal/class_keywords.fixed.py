class Example(Base if name == "a" else Other, flag=name != 1):
    field: name == "a" = name == 2
