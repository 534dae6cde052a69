# isfix-test: select=PLW0177
import math
a = (math.isnan(x  # the value
     .y))  # missing
b = math.isnan(x)
c = f(
    math.isnan(x),
)
