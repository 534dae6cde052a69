# isfix-test: select=E721
if type(x) == str: pass
if str == type(x): pass
if type(x) != dict: pass
if type(x)==int: pass
x = (type(x)) == (list)
if type(x) == type: pass
if type(error) == ValueError: pass
if type(error) in (A, B) or type(error) == KeyboardInterrupt: pass
x = [y for y in z if type(y) == bool]
