# isfix-test: select=ISF001

from shapes import *
a = id(x) == id(y)
