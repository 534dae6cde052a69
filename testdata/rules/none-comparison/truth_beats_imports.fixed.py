import sqlalchemy
import numpy as np
if x is None: pass
while x is not None: pass
assert x is None
