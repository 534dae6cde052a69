# isfix-test: select=SIM202
def f(a: str, b: "int | None", c: Optional[bytes] = None, *d, e: Literal["x", 1] = 1, **g):
    n = len(a)
    for i in range(n):
        if not i != n: pass
    x = not a != b
    x = not c != e
    x = not d != g
    for s in ("a", "b"):
        x = not s != a
    return x
