# isfix-test: select=PLW0177
import math
a = f"{x == math.nan=}"
b = f"{f'{x == math.nan}'=}"
