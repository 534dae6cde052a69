name is "a"
name is not "a"
