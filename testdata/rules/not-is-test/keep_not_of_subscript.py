flag = not table[x is y]
flag = not (x is y).__class__
