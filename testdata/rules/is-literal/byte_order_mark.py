x is "a"
