# isfix-test: select=PLW0177
import math
from math import isnan
import numpy as np
a = x == float("nan")


def f(math, np, isnan):
    return math.nan == math


def g(x, isnan, math, np):
    return x == float("nan")


def isnan(x):
    return x


math = None
np += 1
