# isfix-test: select=E721
from os.path import *
if type(x) is str: pass
