import numpy as np
flag = x is None
