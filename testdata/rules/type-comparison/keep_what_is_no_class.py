# isfix-test: select=E721
if type(x) == kind: pass
if type(x) == "str": pass
if type(x) == 1: pass
if type(x) == None: pass
if type(x) == kinds[0]: pass
if type(x) == get(): pass
if type(x) == self.kind: pass
if type(x) == (int, str): pass
NAME = "int"
if type(x) == NAME: pass
type(x) == NotImplemented
Ellipsis != type(x)
