# isfix-test: select=ISF002
if x == float("inf"): pass
if x == str("nan"): pass
if x == float("nan1"): pass
