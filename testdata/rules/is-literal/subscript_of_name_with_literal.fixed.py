flag = name["a" == key]
