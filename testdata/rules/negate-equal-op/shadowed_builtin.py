# isfix-test: select=SIM201
from somewhere import *
x = not len(a) == 1
