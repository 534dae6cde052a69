flag = first == 1 == second
flag = first != "a" != second
