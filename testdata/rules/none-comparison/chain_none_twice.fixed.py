flag = None is x is None
