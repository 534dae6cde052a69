flag = (x != "a") is (y is not None)
