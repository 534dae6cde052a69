# isfix-test: select=ISF002,F632,SIM201,SIM202
if not x is list(): pass
if not len(x) is int(): pass
if not x is "a": pass
if not len(x) is 3: pass
