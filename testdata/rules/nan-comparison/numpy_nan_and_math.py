# isfix-test: select=PLW0177
import math
from numpy import nan
if x == nan: pass
if not x != nan: pass
kept = x == nan
