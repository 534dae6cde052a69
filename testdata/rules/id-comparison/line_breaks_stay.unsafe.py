# isfix-test: select=ISF001
a = (  # the left one
    x) is y
b = (
    x  # why
) is (
    y
)
c = (
    (x)
    # last

) is not (y[
    0])
d = (x  # left
     is  # equal
     y)  # right
e = x is \
    y
x is y
f = (x is y)
