# isfix-test: select=PLW0177
import numpy as np
mask = np.isnan(values)
mask = ~np.isnan(values)
mask = (~np.isnan(values)) & (np.isnan(other))
if np.isnan(value): pass
if not np.isnan(value): pass
flag = not np.isnan(value)
flag = np.isnan(value)
found = (~np.isnan(values)).any()
def f(): return ~np.isnan((x))
