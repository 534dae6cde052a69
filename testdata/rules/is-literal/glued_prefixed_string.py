flag = name is b"a"
flag = b"a"is name
flag = (name)is rb"a"
