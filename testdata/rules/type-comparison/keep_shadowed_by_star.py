# isfix-test: select=E721
from somewhere import *
if type(x) == str: pass
