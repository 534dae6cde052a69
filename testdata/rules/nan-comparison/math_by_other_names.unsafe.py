# isfix-test: select=PLW0177
import math as m
from math import nan as missing, nan
a = m.isnan(x)
b = m.isnan(x)
c = not m.isnan(x)
d = m.isnan(x)
