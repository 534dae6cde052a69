# isfix-test: select=E712 style=truth
a = (x or y) == True
b = (x if y else z) != True
c = (lambda: x) == True
d = f((x for x in y) == True)
e = (x := y) == True
g = x or y == True
h = x + y == True
i = (
    x
    and y
) == True
j = z (x) == True
k = not x == True
