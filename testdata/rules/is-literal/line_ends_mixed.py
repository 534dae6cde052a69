x is "a"
x is "b"x is "c"
