if name == "a":
	if name != 1:
		flag = name == b"x"
