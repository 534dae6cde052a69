# isfix-test: select=PLW0177
from math import *
a = isnan(x)
b = x != float("nan")
