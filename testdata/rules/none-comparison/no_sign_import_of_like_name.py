import sqlalchemy_lookalike
from . import numpy
from .pandas import frame
flag = x == None
