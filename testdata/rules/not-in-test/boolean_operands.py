flag = not x in y and not (x in z) or not y not in z
