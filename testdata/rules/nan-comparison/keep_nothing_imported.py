# isfix-test: select=PLW0177
a = x == float("nan")
b = x != float("NaN")
