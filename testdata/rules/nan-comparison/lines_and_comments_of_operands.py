# isfix-test: select=PLW0177
import math
a = (x  # the value
     .y == math.nan)  # missing
b = x == \
    math.nan
c = f(
    math.nan ==
    x,
)
