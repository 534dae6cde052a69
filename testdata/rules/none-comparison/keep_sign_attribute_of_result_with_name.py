flag = (x == nothing).any()
flag = (x != nothing).sum().y
