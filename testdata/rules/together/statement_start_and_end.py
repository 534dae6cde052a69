not x is "a"
not(x == None)
