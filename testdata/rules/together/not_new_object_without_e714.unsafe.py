# isfix-test: select=ISF002,F632,SIM201,SIM202
if x != list(): pass
if len(x) != int(): pass
if x != "a": pass
if len(x) != 3: pass
