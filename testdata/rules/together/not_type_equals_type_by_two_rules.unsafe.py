# isfix-test: select=E721,SIM201,SIM202
if type(a) is not type(b): pass
if not type(a) is str: pass
x = not not type(a) is type(b)
