# isfix-test: select=PLW0177
from numpy import nan
import numpy
a = x == nan
b = x != nan
c = x == float("nan")
