flag = name is"a"
flag = name is'a'
flag = name is(1)
flag = name is[]
flag = name is{}
flag = name is-1
flag = name is~1
flag = name is.5
