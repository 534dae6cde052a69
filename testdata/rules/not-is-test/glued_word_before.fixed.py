if(x is not y): pass
flag = z and(x is not y)
flag = {x is not y:1}
