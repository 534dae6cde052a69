# isfix-test: select=PLW0177
try:
    import numpy as np
except ImportError:
    import cupy as np
a = x == np.nan
