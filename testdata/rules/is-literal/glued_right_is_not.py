flag = name is not"a"
flag = name is not'a'
flag = name is not(1)
flag = name is not[]
flag = name is not-1
flag = name is not.5
flag = name is not{1}
