flag = name == "a"
flag = name == "b"
flag = (name !=
        "c")
