# isfix-test: select=SIM201,SIM202,E714
if not x == None: pass
if not len(x) == None: pass
