# isfix-test: select=PLW0177
from math import nan, isnan as is_nan
a = is_nan(x)
b = not is_nan(x)
