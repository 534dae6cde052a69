match = "a"
case = 1
type = "is"
flag = match is case is type
