# isfix-test: select=PLW0177
import math
import numpy as np
a = math.isnan(x)
b = not math.isnan(x)
c = np.isnan(x)
d = ~np.isnan(x)
