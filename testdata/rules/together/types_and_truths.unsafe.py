# isfix-test: select=E711,E712,E714,E721,SIM201,SIM202
x = (type(a) is str) is True
x = (type(a) is str) != (b is c)
x = (type(a) is type(b)) != (b is c)
x = (a is None) != (b is not None)
x = (a != b) != (c == d)
