# isfix-test: select=PLW0177
import math
a = math.nan == f() == math.nan
b = x == math.nan == y
c = x < y != math.nan
