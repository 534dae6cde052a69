# isfix-test: select=E711,E712,E714,E721,SIM201,SIM202
x = (type(a) == str) == True
x = not (type(a) == str) == (b is c)
x = not (type(a) == type(b)) == (b is c)
x = not (a == None) == (b != None)
x = not (not a == b) == (not c != d)
