# isfix-test: select=ISF002,F632,E714,SIM201,SIM202
if x is not list(): pass
if x is list(): pass
if [] is not list(): pass
if x != "a": pass
