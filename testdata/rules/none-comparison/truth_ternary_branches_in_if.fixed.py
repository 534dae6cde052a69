if (x is None if a else y is not None): pass
