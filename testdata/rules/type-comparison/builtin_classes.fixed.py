# isfix-test: select=E721
if type(x) is str: pass
if str is type(x): pass
if type(x) is not dict: pass
if type(x) is int: pass
x = (type(x)) is (list)
if type(x) is type: pass
if type(error) is ValueError: pass
if type(error) in (A, B) or type(error) is KeyboardInterrupt: pass
x = [y for y in z if type(y) is bool]
