flag = name is "a" if name is 1 else name is not 2
