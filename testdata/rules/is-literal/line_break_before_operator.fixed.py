flag = (name
        == "a")
flag = (name
        != "a")
