flag = (name  # who
        == "a")
flag = (name  # who
        != "a")
