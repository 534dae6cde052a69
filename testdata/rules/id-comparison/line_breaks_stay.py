# isfix-test: select=ISF001
a = id(  # the left one
    x) == id(y)
b = id(
    x,  # why
) == id(
    y,
)
c = id(
    (x)
    # last
    ,
) != id(y[
    0])
d = (id(x)  # left
     ==  # equal
     id(y))  # right
e = id \
    (x) == \
    id(y)
id \
    (x) == id(y)
f = (id
     (x) == id(y))
