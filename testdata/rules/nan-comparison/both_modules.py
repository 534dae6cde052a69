# isfix-test: select=PLW0177
import math
import numpy as np
a = x == float("nan")
b = x != math.nan
c = x == np.nan
d = x != np.nan
