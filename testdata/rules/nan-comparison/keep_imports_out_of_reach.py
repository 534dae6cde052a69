# isfix-test: select=PLW0177
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import math
try:
    import numpy
except ImportError:
    pass


def f():
    import cmath
    import math as m
    return cmath


a = x == float("nan")


def g(x):
    return x == float("nan")


import numpy as late
