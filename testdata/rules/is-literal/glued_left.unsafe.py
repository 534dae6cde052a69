flag = 5 == count
flag = 0xf == count
flag = 1j == z
flag = "a" == name
flag = (name) == "a"
flag = names[0] == "a"
flag = {} == table
