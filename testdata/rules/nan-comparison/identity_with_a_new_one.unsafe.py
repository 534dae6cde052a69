# isfix-test: select=PLW0177
import math
a = math.isnan(x)
b = not math.isnan(x)
c = not math.isnan(x)
