# isfix-test: select=SIM202
from somewhere import *
x = not len(a) != 1
