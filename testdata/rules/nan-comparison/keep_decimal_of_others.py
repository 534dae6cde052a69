# isfix-test: select=PLW0177
from money import Decimal
a = x == Decimal("NaN")
b = x == money.Decimal("NaN")
