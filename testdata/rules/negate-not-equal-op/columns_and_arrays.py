# isfix-test: select=SIM202
import numpy as np
from sqlalchemy import Column, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()

class User(Base):
    __tablename__ = "user"
    name = Column(String)

x = not User.name != "a"
x = not np.array(y) != 1
query.filter(not User.name != "a")
