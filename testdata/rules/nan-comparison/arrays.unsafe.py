# isfix-test: select=PLW0177
import math
import numpy as np
values = np.zeros(3)
a = np.isnan(values)
b = ~np.isnan(values)
c = ~np.isnan(values)
