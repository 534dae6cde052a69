# isfix-test: select=PLW0177
import math
a = x is float("nan")
b = x is not float("nan")
c = not x is float("nan")
