# isfix-test: select=ISF002
if x is float("inf"): pass
if x is str("nan"): pass
if x is float("nan1"): pass
