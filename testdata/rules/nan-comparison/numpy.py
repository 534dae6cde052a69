# isfix-test: select=PLW0177
import numpy as np
mask = values == np.nan
mask = values != np.nan
mask = (values != np.NaN) & (np.NAN == other)
if value == np.nan: pass
if value != np.nan: pass
flag = not value == np.nan
flag = not value != np.nan
found = (values != np.nan).any()
def f(): return(x)!=np.nan
