# isfix-test: select=PLW0177
import math
a = math.nan == math.nan
b = float("nan") != math.nan
c = 1 == math.nan
d = "nan" == float("nan")
e = None == math.nan
f = math.nan == True
g = [] == math.nan
