if x is not y:
	if x is not y:
		pass
flag = x is not y
