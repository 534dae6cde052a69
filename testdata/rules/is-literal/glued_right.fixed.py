flag = name == "a"
flag = name == 'a'
flag = name == (1)
flag = name is[]
flag = name is{}
flag = name == -1
flag = name == ~1
flag = name == .5
