# isfix-test: select=PLW0177
import numpy as np
import pandas as pd
frame = pd.read_csv("shop.csv")
a = frame["price"].isna()
b = frame[frame["price"].notna()]
c = (frame.isna()).sum()
