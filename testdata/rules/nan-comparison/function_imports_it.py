# isfix-test: select=PLW0177
def f(x):
    import math
    def g():
        return x == float("nan")
    return [x == math.nan for x in x]
