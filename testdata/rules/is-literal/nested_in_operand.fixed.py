flag = (name == "a") + 1 == 2
flag = (yes if name == "a" else no) == 1
