if(not x is y): pass
flag = z and(not(x is y))
flag = {not(x is y):1}
