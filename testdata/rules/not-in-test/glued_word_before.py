if(not x in y): pass
flag = z and(not(x in y))
flag = {not(x in y):1}
