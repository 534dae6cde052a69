if name is "a":
	if name is not 1:
		flag = name is b"x"
