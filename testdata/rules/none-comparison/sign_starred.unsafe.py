call(*(x is None))
