flag = not any(x in y for x in z)
flag = not all(x for x in y)
