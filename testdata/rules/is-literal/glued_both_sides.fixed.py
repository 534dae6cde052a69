flag = (name) == "a"
flag = (name) == (1)
flag = "a" == (name)
flag = names[0] != "a"
flag = 1 == (name)
if(name == "a"):pass
