flag = 1 is 2 is name
