# isfix-test: select=SIM202
def f(a: str, b: "int | None", c: Optional[bytes] = None, *d, e: Literal["x", 1] = 1, **g):
    n = len(a)
    for i in range(n):
        if i == n: pass
    x = a == b
    x = c == e
    x = d == g
    for s in ("a", "b"):
        x = s == a
    return x
