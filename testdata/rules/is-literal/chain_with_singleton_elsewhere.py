flag = first is "a" == second is None
flag = first is None is second is 1
