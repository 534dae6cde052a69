# name is "a"
flag = name  # is "a"
