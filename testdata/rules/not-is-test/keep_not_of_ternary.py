flag = not (x is y if z else w)
