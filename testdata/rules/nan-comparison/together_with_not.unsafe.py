# isfix-test: select=PLW0177,E714,E713,E711
import math
a = not math.isnan(x)
b = math.isnan(x)
c = not math.isnan(x)
d = not math.isnan(x)
e = (
    math.isnan(x))
