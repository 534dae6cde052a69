flag = (x if y else z) is not w
flag = x is not y if x is not z else y is not z
