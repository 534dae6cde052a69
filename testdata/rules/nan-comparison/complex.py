# isfix-test: select=PLW0177
import cmath, math
a = x == cmath.nan
b = x != cmath.nanj
