flags = [x is None, (x is not None, {x is None: 1})]
