flag = name is "a"
flag = name is "b"
flag = (name is
        not "c")
