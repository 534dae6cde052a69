# isfix-test: select=PLW0177
from math import *
a = x == nan
b = x != float("nan")
