# isfix-test: select=ISF002
if [] is list(): pass
if () is tuple(): pass
if "a" is not str(): pass
