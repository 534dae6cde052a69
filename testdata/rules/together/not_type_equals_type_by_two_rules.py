# isfix-test: select=E721,SIM201,SIM202
if not type(a) == type(b): pass
if not type(a) == str: pass
x = not not type(a) == type(b)
