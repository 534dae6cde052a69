import numpy as np
import sympy
from weakref import proxy
from unittest.mock import ANY


values = np.zeros(3)
x = sympy.Symbol("x")
p = proxy(values)

b = values == None
c = x == None
d = p == None
e = ANY == None
if values == None:
    pass
