# isfix-test: select=SIM201
from os.path import *
x = not len(a) == 1
