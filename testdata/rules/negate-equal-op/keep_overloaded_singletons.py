# isfix-test: select=SIM201
from sqlalchemy import Boolean, Column
from sqlalchemy.orm import declarative_base

Base = declarative_base()

class User(Base):
    __tablename__ = "user"
    active = Column(Boolean)

x = not User.active == None
x = not User.active == True
