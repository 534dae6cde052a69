# isfix-test: select=ISF002
if [] == list(): pass
if () == tuple(): pass
if "a" != str(): pass
