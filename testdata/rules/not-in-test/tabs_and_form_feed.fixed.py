if x not in y:
	if x not in y:
		pass
flag = x not in y
