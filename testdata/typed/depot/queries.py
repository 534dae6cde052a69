"""What is asked of the database."""

from __future__ import annotations

import datetime

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from . import models
from .models import Customer, Line, Order


def waiting():
    return select(Order.id).where(Order.shipped_at == None)


def shipped():
    return select(Order.id).where(Order.shipped_at != None)


def waiting_of(customer: Customer):
    query = select(Order.id).where(Order.customer_id == customer.id)
    absent = Order.shipped_at == None
    return query.where(absent)


def anonymous():
    order = aliased(Order)
    absent = order.customer_id == None
    return select(order.id).where(absent)


def later(order: type[Order]):
    condition = order.note != None
    return select(order.id).where(condition)


def unwritten():
    mail = Customer.email
    return select(Customer.id).where(mail == None)


def reachable():
    mail = models.Customer.email
    condition = mail != None
    return select(models.Customer.id).where(condition)


def pairs():
    one, other = aliased(Order), aliased(Order)
    conditions = [one.id == other.id, one.note == None, other.note != None]
    return select(one.id, other.id).where(*conditions)


def criteria(order=Order):
    found = {}
    found["open"] = order.shipped_at == None
    found["noted"] = order.note != None
    found["unowned"] = order.customer == None
    return {key: str(value) for key, value in found.items()}


def owned():
    owner = Order.customer
    return select(Order.id).where(owner != None)


def states():
    absent = Order.shipped_at == None
    return select(Order.id, case((absent, "open"), else_="shipped"))


def priceless():
    price = Line.price
    flag = price == None
    return select(Line.id).where(flag, Line.gift == True)


def gifts():
    gift = Line.gift
    return select(Line.id).where(gift == True)


def goods():
    line = aliased(Line)
    return select(line.id).where(line.gift == False)


def not_urgent():
    urgent = Order.urgent
    wanted = urgent == False
    unknown = urgent == None
    return select(Order.id).where(or_(wanted, unknown))


def blocked_mail():
    person = aliased(Customer)
    both = and_(person.blocked == True, person.email != None)
    return select(person.id).where(both)


def latest():
    last = func.max(Order.shipped_at)
    return select(Order.customer_id).group_by(Order.customer_id).having(last == None)


def labelled():
    absent = (Order.note == None).label("silent")
    return select(Order.id, absent)


def counted():
    inner = select(func.count(Line.id)).where(Line.order_id == Order.id).scalar_subquery()
    return select(Order.id).where(inner != None)


def outer():
    sub = select(Order.id, Order.note).subquery()
    columns = sub.c
    return select(columns.id).where(columns.note == None)


def first_open(session: Session) -> str:
    order = session.scalars(select(Order).order_by(Order.id)).first()
    absent = order == None
    return "none" if absent else str(order.id)


def find(session: Session, number: int) -> bool:
    order = session.get(Order, number)
    return order != None


def is_silent(session: Session, number: int) -> bool | None:
    order = session.get(Order, number)
    if order == None:
        return None
    return order.note == None


def status(order: Order) -> tuple[bool, bool, bool]:
    return order.shipped_at == None, order.note != None, order.customer == None


def summary(session: Session) -> dict[str, list[bool]]:
    found: dict[str, list[bool]] = {"open": [], "urgent": [], "mail": []}
    for order in session.scalars(select(Order).order_by(Order.id)):
        found["open"].append(order.shipped_at == None)
        found["urgent"].append(order.urgent == True)
    for customer in session.scalars(select(Customer).order_by(Customer.id)):
        found["mail"].append(customer.email != None)
    return found


def owners(session: Session) -> list[str]:
    orders = session.scalars(select(Order).order_by(Order.id)).all()
    return [order.recipient() for order in orders if order.customer != None]


def since(session: Session, day: datetime.date | None = None) -> list[int]:
    query = select(Order.id).order_by(Order.id)
    bounded = day != None
    if bounded:
        query = query.where(Order.placed_at >= day)
    return list(session.scalars(query))


def total(session: Session, number: int) -> float | None:
    order = session.get(Order, number)
    found = order != None
    if not found:
        return None
    priced = [line.price == None for line in order.lines]
    gifts = [line.gift == False for line in order.lines]
    return sum(line.total() for line in order.lines) + sum(priced) + sum(gifts)


def name_of(session: Session, number: int) -> str:
    name = session.scalar(select(Customer.name).where(Customer.id == number))
    unknown = name == None
    return "?" if unknown else name
