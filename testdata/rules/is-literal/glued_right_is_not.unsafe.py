flag = name != "a"
flag = name != 'a'
flag = name != (1)
flag = name != []
flag = name != -1
flag = name != .5
flag = name != {1}
