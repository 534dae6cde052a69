flag = name  # type: name is "a"
