"""The depot's database."""

from __future__ import annotations

import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customer"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str | None]
    blocked: Mapped[bool] = mapped_column(default=False)
    orders: Mapped[list[Order]] = relationship(back_populates="customer")

    def reachable(self) -> bool:
        return self.email != None

    def label(self) -> str:
        return self.name if self.email == None else f"{self.name} <{self.email}>"

    def locked(self) -> bool:
        return self.blocked == True


class Order(Base):
    __tablename__ = "orders"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"))
    placed_at: Mapped[datetime.date]
    shipped_at: Mapped[datetime.date | None]
    note: Mapped[str | None]
    urgent: Mapped[bool | None]
    customer: Mapped[Customer | None] = relationship(back_populates="orders")
    lines: Mapped[list[Line]] = relationship(back_populates="order")

    @hybrid_property
    def waiting(self):
        return self.shipped_at == None

    @hybrid_property
    def noted(self):
        return self.note != None

    def is_open(self) -> bool:
        return self.shipped_at == None

    def days(self, today: datetime.date) -> int:
        until = today if self.shipped_at == None else self.shipped_at
        return (until - self.placed_at).days

    def recipient(self) -> str:
        known = self.customer != None
        return self.customer.name if known else "nobody"

    def hurried(self) -> bool:
        return self.urgent == True


class Line(Base):
    __tablename__ = "line"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    article: Mapped[str]
    amount: Mapped[int]
    price: Mapped[float | None]
    gift: Mapped[bool]
    order: Mapped[Order] = relationship(back_populates="lines")

    def total(self) -> float:
        missing = self.price == None
        return 0.0 if missing else self.price * self.amount
