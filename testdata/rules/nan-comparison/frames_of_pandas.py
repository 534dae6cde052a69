# isfix-test: select=PLW0177
import numpy as np
import pandas as pd
frame = pd.read_csv("shop.csv")
a = frame["price"] == np.nan
b = frame[frame["price"] != float("nan")]
c = (frame == np.nan).sum()
