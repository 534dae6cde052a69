# isfix-test: select=ISF002
if x is object(): pass
if object() is not x: pass
if list() is object(): pass
