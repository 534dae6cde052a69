# isfix-test: select=PLW0177
import math
if math.isnan(x): pass
if not math.isnan(x): pass
if math.isnan(f(x).y[0]): pass
a = math.isnan(x + 1)
b = not math.isnan((x))
c = (x, y) == math.nan
d = math.isnan((y := x))
e = math.isnan(x)
f = math.isnan(x), math.isnan(x), math.isnan(x), math.isnan(x)
g = [z for z in w if not math.isnan(z)]
