# isfix-test: select=SIM201
from somewhere import *
x = len(a) != 1
