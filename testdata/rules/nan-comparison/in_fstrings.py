# isfix-test: select=PLW0177
import math, numpy as np
a = f"{x == math.nan} {x!=np.nan!r:>{math.nan == w}}"
b = f"{ {1: 2} == math.nan}{math.nan=={1: 2}[0]}"
