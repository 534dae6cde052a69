if not not name is "a": pass
if not (not name is not 1): pass
