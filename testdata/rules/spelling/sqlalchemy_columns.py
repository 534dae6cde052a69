from sqlalchemy import Boolean, Column, Integer, String, and_, or_
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    active = Column(Boolean)
    boss = relationship("User")


session.query(User).filter(User.name == None)
session.query(User).filter(User.name != None, User.id==None)
session.query(User).filter(or_(None == User.name, None!=User.id))
session.query(User).filter((User.name == None) | ~(User.id != None))
session.query(User).filter((User.name) == (None))
blank = [User.name == None for _ in range(3)]
session.query(User).order_by(User.name == None, (User.id == None).desc())
conditions = and_(
    User.name
    == None,
    None ==
    User.id,
    User.id == None,  # not yet saved
)
unnamed = User.name == \
    None
unsaved = lambda:User.id==None
shown = f"{User.name == None!s:>20} {None==User.id}"
