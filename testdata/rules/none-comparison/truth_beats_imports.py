import sqlalchemy
import numpy as np
if x == None: pass
while x != None: pass
assert x == None
