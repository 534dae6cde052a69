# isfix-test: select=PLW0177
import math


def f(x):
    if x == float("nan"):
        pass
    import math
