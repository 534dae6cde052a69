# isfix-test: select=SIM201
from os.path import *
x = len(a) != 1
