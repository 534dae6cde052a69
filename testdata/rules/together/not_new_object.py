# isfix-test: select=ISF002,F632,E714,SIM201,SIM202
if not x is list(): pass
if not x is not list(): pass
if not [] is list(): pass
if not x is "a": pass
