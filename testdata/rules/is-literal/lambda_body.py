key = lambda: name is "a"
key = lambda name=other is 1: name is not "a"
