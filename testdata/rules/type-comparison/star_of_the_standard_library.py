# isfix-test: select=E721
from os.path import *
if type(x) == str: pass
