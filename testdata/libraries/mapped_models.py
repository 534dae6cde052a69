"""Models in the style of SQLAlchemy 2.0, in a module of their own."""

from typing import Optional

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Shelf(Base):
    __tablename__ = "shelf"
    id: Mapped[int] = mapped_column(primary_key=True)


class Book(Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[Optional[str]]
    lent: Mapped[Optional[bool]]
    shelf_id: Mapped[Optional[int]] = mapped_column(ForeignKey("shelf.id"))
    shelf: Mapped[Optional[Shelf]] = relationship()
