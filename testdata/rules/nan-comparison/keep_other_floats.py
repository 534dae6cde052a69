# isfix-test: select=PLW0177
import math
def float(x): return x
a = x == float("nan")
b = x == math.inf
c = x == other.nan
d = x == nan
e = x == str("nan")
f = x == self.float("nan")
