import numpy as np
import pandas as pd
from sqlalchemy import Column, String


class User(Base):
    name = Column(String)


df = pd.DataFrame()
zeros = np.zeros(3)
session.query(User).filter(User.name is "ann", User.name is not "bob")
df[df["a"] is 1]
mask = zeros is not 0
if unknown == 1: ...
