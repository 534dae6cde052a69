# isfix-test: select=ISF001
from os.path import *
a = x is y
