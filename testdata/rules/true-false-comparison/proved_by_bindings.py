# isfix-test: select=E712
def f(a: bool, b: "bool | None", c: bool = False, d: bool = None, *, e: Optional[bool] = None):
    if a == True: ...
    if b == True: ...
    if c != True: ...
    if d == False: ...
    if e != False: ...
    x = b == True
    y = b != True
    z = a == False
    return [x == True, y, z != False, not b != True]


def g(x):
    found = False
    for y in x:
        found = y is x
    while found == False:
        found = not found
    result = None
    result = x in y
    return result == False or result == True
