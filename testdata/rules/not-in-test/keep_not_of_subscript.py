flag = not table[x in y]
flag = not (x in y).__class__
