flag = name is (None, 1)[0]
flag = name is (True, False)[1]
