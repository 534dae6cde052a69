# isfix-test: select=PLW0177
from decimal import Decimal as D
import decimal
a = x == D("NaN")
b = x != decimal.Decimal('-nan')
c = a + b == D("NaN12")
d = -x == D("sNaN")
e = f(x) != D(" snan7 ")
f = not x != D("nan")
g = (yield) == D("nan")
