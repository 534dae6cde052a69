x == "a"
flag = (x !=
        1)
