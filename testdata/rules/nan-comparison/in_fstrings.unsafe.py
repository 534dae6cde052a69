# isfix-test: select=PLW0177
import math, numpy as np
a = f"{math.isnan(x)} {~np.isnan(x)!r:>{math.isnan(w)}}"
b = f"{ {1: 2} == math.nan}{math.isnan({1: 2}[0])}"
