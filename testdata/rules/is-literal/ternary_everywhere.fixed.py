flag = name == "a" if name == 1 else name != 2
