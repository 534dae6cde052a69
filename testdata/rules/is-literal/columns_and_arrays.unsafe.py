import numpy as np
import pandas as pd
from sqlalchemy import Column, String


class User(Base):
    name = Column(String)


df = pd.DataFrame()
zeros = np.zeros(3)
session.query(User).filter(User.name == "ann", User.name != "bob")
df[df["a"] == 1]
mask = zeros != 0
if unknown == 1: ...
