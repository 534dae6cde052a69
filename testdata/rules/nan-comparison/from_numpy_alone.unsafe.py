# isfix-test: select=PLW0177
from numpy import nan
import numpy
a = numpy.isnan(x)
b = ~numpy.isnan(x)
c = numpy.isnan(x)
