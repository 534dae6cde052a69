# isfix-test: select=PLW0177
import math, numpy as np
x = not math.isnan(a)
x = math.isnan(a)
x = not np.isnan(a)
x = np.isnan(a)
x = not np.isnan(a)
if not np.isnan(a): pass
if not (math.isnan(a)): raise
x = not a == b == math.nan
x = ~np.isnan(a)
