# isfix-test: select=E712
from sqlalchemy import Boolean, Column, Integer, String, and_, or_
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    active = Column(Boolean)
    boss = relationship("User")


session.query(User).filter(User.active == True)
session.query(User).filter(or_(User.active != True, False == User.active, User.active!=False))
