# isfix-test: select=E712 style=truth
def f(a: bool, b: "bool | None", c: bool = False, d: bool = None, *, e: Optional[bool] = None):
    if a: ...
    if b: ...
    if not c: ...
    if d is False: ...
    if e is not False: ...
    x = b is True
    y = not b
    z = not a
    return [x, y, z, not b is not True]


def g(x):
    found = False
    for y in x:
        found = y is x
    while not found:
        found = not found
    result = None
    result = x in y
    return result is False or result is True
