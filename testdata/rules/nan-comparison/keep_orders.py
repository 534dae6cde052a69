# isfix-test: select=PLW0177
import math
a = x < math.nan
b = x >= float("nan")
c = x in (math.nan,)
d = math.isnan(x) == True
