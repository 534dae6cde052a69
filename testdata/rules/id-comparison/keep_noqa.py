# isfix-test: select=ISF001
a = id(x) == id(y)  # noqa: ISF001
b = id(x) == id(y)  # noqa
c = (id(x)  # isfix: ignore # noqa: isf001
     == id(y))
