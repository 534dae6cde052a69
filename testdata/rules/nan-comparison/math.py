# isfix-test: select=PLW0177
import math
if x == math.nan: pass
if x != math.nan: pass
if math.nan == f(x).y[0]: pass
a = x + 1 == math . nan
b = (x) != (math.nan)
c = (x, y) == math.nan
d = (y := x) == math.nan
e = float("nan") == x
f = x == float( 'NaN' ), x == float(" -nan	"), x == float("""+NAN"""), x == float(r"nan",)
g = [z for z in w if z!=math.nan]
