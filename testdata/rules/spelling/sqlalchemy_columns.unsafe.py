from sqlalchemy import Boolean, Column, Integer, String, and_, or_
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class User(Base):
    __tablename__ = "user"
    id = Column(Integer, primary_key=True)
    name = Column(String)
    active = Column(Boolean)
    boss = relationship("User")


session.query(User).filter(User.name.is_(None))
session.query(User).filter(User.name.is_not(None), User.id.is_(None))
session.query(User).filter(or_(User.name.is_(None), User.id.is_not(None)))
session.query(User).filter((User.name.is_(None)) | ~(User.id.is_not(None)))
session.query(User).filter((User.name).is_(None))
blank = [User.name.is_(None) for _ in range(3)]
session.query(User).order_by(User.name.is_(None), (User.id.is_(None)).desc())
conditions = and_(
    User.name.is_(None),
    User.id.is_(None),
    User.id.is_(None),  # not yet saved
)
unnamed = User.name.is_(None)
unsaved = lambda:User.id.is_(None)
shown = f"{User.name.is_(None)!s:>20} {User.id.is_(None)}"
