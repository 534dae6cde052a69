# isfix-test: select=PLW0177
def f(x):
    import math
    def g():
        return math.isnan(x)
    return [math.isnan(x) for x in x]
