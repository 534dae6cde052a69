# isfix-test: select=E721
def f():
    global type
    type = g
if type(x) == str: pass
