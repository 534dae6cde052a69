# isfix-test: select=E721
import numpy as np
import numpy
from numpy import dtype, float64
DTYPE = np.dtype("int")
KIND = np.float32
if a.dtype == float or df.dtypes == int: pass
if type(a) == np.dtype("int"): pass
if type(a) == b.dtype: pass
if type(a) == np.float64: pass
if type(a) == numpy.ndarray: pass
if type(a) == dtype("int"): pass
if type(a) == float64: pass
if type(a) == DTYPE or type(a) == KIND: pass
if type(a) == b.dtype.type: pass
if np.dtype(type(a)) == np.dtype(int): pass
