flag: "x == None" = 1
