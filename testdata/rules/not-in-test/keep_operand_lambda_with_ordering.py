flag = not (lambda: x) < y
