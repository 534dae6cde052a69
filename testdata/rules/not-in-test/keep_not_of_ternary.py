flag = not (x in y if z else w)
