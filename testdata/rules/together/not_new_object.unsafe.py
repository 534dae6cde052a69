# isfix-test: select=ISF002,F632,E714,SIM201,SIM202
if x != list(): pass
if x == list(): pass
if [] != list(): pass
if x != "a": pass
