import sqlalchemy
import numpy as np
if x == nothing: pass
while x != nothing: pass
assert x == nothing
