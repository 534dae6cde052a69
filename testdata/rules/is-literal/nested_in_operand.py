flag = (name is "a") + 1 is 2
flag = (yes if name is "a" else no) is 1
