flag = first is 1 is second
flag = first is not "a" is not second
