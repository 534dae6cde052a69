# isfix-test: select=PLW0177
import math
from numpy import nan
if math.isnan(x): pass
if math.isnan(x): pass
kept = x == nan
