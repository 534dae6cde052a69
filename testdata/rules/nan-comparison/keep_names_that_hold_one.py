# isfix-test: select=PLW0177
import math
NAN = math.nan
a = x == NAN
