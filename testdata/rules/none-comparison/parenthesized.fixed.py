if (None) is x: pass
if x is (None): pass
if (x) is not ((None)): pass
