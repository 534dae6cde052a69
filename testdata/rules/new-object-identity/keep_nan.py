# isfix-test: select=ISF002
import math

if x is float("nan"):
    pass
y = float("-NaN") is not x
