flag = (name is
not...)
flag = (name is
...)
