# isfix-test: select=PLW0177,ISF002,F632
if x is float("nan"): pass
if float("nan") is not x: pass
