flag = first == 1 == second is []
flag = [] is first is not ("a", second) is 1
