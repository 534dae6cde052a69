# isfix-test: select=PLW0177
import math
import numpy as np
values = np.zeros(3)
a = values == math.nan
b = values != float("nan")
c = values != np.nan
