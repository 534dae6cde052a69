# isfix-test: select=E721
def type(x): return x
if type(x) == str: pass
