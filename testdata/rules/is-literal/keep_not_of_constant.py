flag = name is (not 1)
flag = name is (not "a")
