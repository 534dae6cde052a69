# isfix-test: select=SIM202
from os.path import *
x = len(a) == 1
