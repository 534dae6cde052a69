if(x not in y): pass
flag = z and(x not in y)
flag = {x not in y:1}
