# isfix-test: select=SIM202
from os.path import *
x = not len(a) != 1
