# isfix-test: select=PLW0177
import cmath, math
a = cmath.isnan(x)
b = not cmath.isnan(x)
