if not x is y:
	if not	(x is y):
		pass
flag = not x is y
