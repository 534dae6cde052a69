# isfix-test: select=E721
str = f()
if type(x) == str: pass
def g(int):
    return type(x) == int
