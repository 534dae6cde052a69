flag = not (lambda: x is y)
