# isfix-test: select=E712 style=truth
a = (x or y)
b = not (x if y else z)
c = (lambda: x)
d = f((x for x in y))
e = (x := y)
g = x or y
h = x + y
i = (
    x
    and y
)
j = z (x)
k = not x
