flag = first < 1 is 2
