# isfix-test: select=PLW0177
import math
a = x == float("nan1")
b = x == float("inf")
c = x == float("n" "an")
d = x == float("\x6ean")
e = x == float("nan", 1)
f = x == float(x="nan")
g = x == float(nan)
h = x == float(*"nan")
i = x == float(f"nan")
j = x == "nan"
