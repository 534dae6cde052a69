flag = not (lambda: x in y)
