# isfix-test: select=PLW0177
try:
    import numpy as np
except ImportError:
    np = None
a = x == np.nan
b = x == float("nan")
