from sqlalchemy import Boolean, Column, Integer, String, and_, or_
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    active = Column(Boolean)
    boss = relationship("User")


q.filter(User.name == None)  # noqa: E711
