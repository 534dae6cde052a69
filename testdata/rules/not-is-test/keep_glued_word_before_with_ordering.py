if(not x < y): pass
flag = z and(not(x < y))
flag = {not(x < y):1}
