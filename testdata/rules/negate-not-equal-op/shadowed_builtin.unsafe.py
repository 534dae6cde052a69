# isfix-test: select=SIM202
from somewhere import *
x = len(a) == 1
