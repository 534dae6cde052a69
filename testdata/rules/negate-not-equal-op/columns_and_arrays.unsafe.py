# isfix-test: select=SIM202
import numpy as np
from sqlalchemy import Column, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()

class User(Base):
    __tablename__ = "user"
    name = Column(String)

x = User.name == "a"
x = np.array(y) == 1
query.filter(User.name == "a")
