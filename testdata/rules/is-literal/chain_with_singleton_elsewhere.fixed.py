flag = first == "a" == second is None
flag = first is None is second == 1
