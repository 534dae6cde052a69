eval("x is 1")
exec('flag = name is not "a"')
