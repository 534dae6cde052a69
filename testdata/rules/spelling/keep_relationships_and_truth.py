from sqlalchemy import Boolean, Column, Integer, String, and_, or_
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    active = Column(Boolean)
    boss = relationship("User")


session.query(User).filter(User.boss == None)
if User.name == None:
    raise ValueError
session.query(User).filter(not User.name == None)
session.query(User).filter(User.name == None and User.id)
