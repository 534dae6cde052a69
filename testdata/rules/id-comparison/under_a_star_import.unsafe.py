# isfix-test: select=ISF001

from shapes import *
a = x is y
