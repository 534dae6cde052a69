flag = name["a" is key]
