flag = (name)is"a"
flag = (name)is(1)
flag = "a"is(name)
flag = names[0]is not"a"
flag = 1is(name)
if(name is"a"):pass
