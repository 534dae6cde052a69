# isfix-test: select=PLW0177
from math import nan, isnan as is_nan
a = x == nan
b = x != float("nan")
