if not x in y:
	if not	(x in y):
		pass
flag = not x in y
