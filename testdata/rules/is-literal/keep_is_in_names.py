this = "a"
island = 1
is_a = "is"
