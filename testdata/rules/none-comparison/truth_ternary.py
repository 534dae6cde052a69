flag = a if x == None else b
