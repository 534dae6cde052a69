flag = (not x is "a") is (not y == None)
