# isfix-test: select=ISF001
from os.path import *
a = id(x) == id(y)
