# isfix-test: select=E712
def f(a: bool, b: "bool | None", c: bool = False, d: bool = None, *, e: Optional[bool] = None):
    if a is True: ...
    if b is True: ...
    if c is not True: ...
    if d is False: ...
    if e is not False: ...
    x = b is True
    y = b is not True
    z = a is False
    return [x is True, y, z is not False, not b is not True]


def g(x):
    found = False
    for y in x:
        found = y is x
    while found is False:
        found = not found
    result = None
    result = x in y
    return result is False or result is True
