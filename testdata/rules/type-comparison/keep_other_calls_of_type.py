# isfix-test: select=E721
if type(x, y, z) == str: pass
if type(*x) == str: pass
if type() == str: pass
if type(x, k=1) == str: pass
if x.type(y) == str: pass
if type == str: pass
if str == int: pass
if x == str: pass
if type(x).name == str: pass
if type(x) < str: pass
if f(type(x)) == str: pass
