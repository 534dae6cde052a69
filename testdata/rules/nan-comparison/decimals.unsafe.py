# isfix-test: select=PLW0177
from decimal import Decimal as D
import decimal
a = x.is_nan()
b = not x.is_nan()
c = (a + b).is_nan()
d = (-x).is_nan()
e = not f(x).is_nan()
f = x.is_nan()
g = (yield).is_nan()
