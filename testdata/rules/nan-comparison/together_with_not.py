# isfix-test: select=PLW0177,E714,E713,E711
import math
a = not x == math.nan
b = not (x != math.nan)
c = not not x != math.nan
d = not (x is float("nan"))
e = not (
    x != math.nan)
