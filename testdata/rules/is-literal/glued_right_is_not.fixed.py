flag = name != "a"
flag = name != 'a'
flag = name != (1)
flag = name is not[]
flag = name != -1
flag = name != .5
flag = name is not{1}
