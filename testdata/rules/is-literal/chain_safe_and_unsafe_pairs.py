flag = first is 1 is second is []
flag = [] is first is not ("a", second) is 1
