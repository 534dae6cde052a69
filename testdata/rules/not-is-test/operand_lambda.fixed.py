flag = (lambda: x) is not y
