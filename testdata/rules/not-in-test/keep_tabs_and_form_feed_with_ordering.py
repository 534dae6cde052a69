if not x < y:
	if not	(x < y):
		pass
flag = not x < y
