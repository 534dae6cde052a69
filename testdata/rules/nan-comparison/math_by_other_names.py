# isfix-test: select=PLW0177
import math as m
from math import nan as missing, nan
a = x == m.nan
b = x == missing
c = x != nan
d = x == float("nan")
