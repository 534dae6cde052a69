# isfix-test: select=ISF002
from somewhere import *
if x is list(): pass
