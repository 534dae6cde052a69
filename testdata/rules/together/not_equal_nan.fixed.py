# isfix-test: select=ALL
import math, numpy as np
x = not a == float("nan")
x = not a != math.nan
x = not a == np.nan
x = not a != np.nan
x = not not a != np.nan
if a != np.nan: pass
if not (a == math.nan): raise
x = not a == b == math.nan
x = a != np.nan
