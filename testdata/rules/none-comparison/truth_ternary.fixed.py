flag = a if x is None else b
