# isfix-test: select=PLW0177
import math
a = (x ==  # why
     math.nan)
b = (x  # why
     == math.nan)
c = (math.nan  # why
     == x)
d = (x == float(  # why
     "nan"))
