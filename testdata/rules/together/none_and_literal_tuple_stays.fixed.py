flag = x is None is (None,)
