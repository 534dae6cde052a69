import numpy as np
flag = x == None
