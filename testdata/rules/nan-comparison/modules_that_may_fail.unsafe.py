# isfix-test: select=PLW0177
try:
    import numpy as np
except ImportError:
    np = None
a = np.isnan(x)
b = x == float("nan")
