flag = a == None < b is "a"
