flag = (lambda: x) not in y
