flag = not call(not table[not x is None] in y) is "a"
