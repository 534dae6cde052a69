import numpy as np
flag = x == nothing
