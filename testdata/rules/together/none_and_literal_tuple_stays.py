flag = x == None is (None,)
