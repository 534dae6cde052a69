flag = not a is b, not c in d, e is "a", f == None, not g is 1, not h == None
