flag = a is not b, c not in d, e == "a", f is None, g != 1, h is not None
