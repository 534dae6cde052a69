x == y
x != y
