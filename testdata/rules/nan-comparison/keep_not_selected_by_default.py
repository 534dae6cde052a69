import math
a = x == math.nan
b = x != float("nan")
