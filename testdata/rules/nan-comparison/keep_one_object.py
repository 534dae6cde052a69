# isfix-test: select=PLW0177
import math
import numpy as np
a = x is math.nan
b = x is not np.nan
c = np.zeros(3) is float("nan")
