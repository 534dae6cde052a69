import numpy as np
import sympy
from sqlalchemy import Column, Integer
from weakref import proxy
from unittest.mock import ANY


class User:
    age = Column(Integer)
    name = None


values = np.zeros(3)
x = sympy.Symbol("x")
p = proxy(values)

a = User.age == None
b = values == None
c = x == None
d = p == None
e = ANY == None
if values == None:
    pass
