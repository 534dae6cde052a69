key = lambda: name == "a"
key = lambda name=other == 1: name != "a"
