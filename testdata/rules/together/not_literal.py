if not name is "a": pass
if not name is not "a": pass
if not (name is 1): pass
