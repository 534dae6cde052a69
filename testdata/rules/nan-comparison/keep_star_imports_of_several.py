# isfix-test: select=PLW0177
from math import *
from shapes import *
a = x == nan
