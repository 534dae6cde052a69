flag = (not x is "a")if(not y in z)else(not w == None)
