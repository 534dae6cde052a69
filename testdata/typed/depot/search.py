"""Conditions for a search, gathered from what the caller gives."""

from __future__ import annotations

from . import models
from .archive import Box, Shelf
from .frames import week
from .ledger import counted_at, shelf
from .queries import Order, aliased
from .tables import movement, stock


def of_order(order=models.Order) -> list[str]:
    gathered = []
    gathered.append(order.shipped_at == None)
    gathered.append(order.note != None)
    return [str(one) for one in gathered]


def by_name() -> dict[str, str]:
    fields = {"note": Order.note, "shipped": Order.shipped_at, "urgent": Order.urgent}
    return {name: str(field == None) for name, field in fields.items()}


def by_number() -> list[str]:
    note, urgent = Order.note, Order.urgent
    first = note == None
    second = urgent != None
    third = urgent == True
    return [str(one) for one in (first, second, third)]


def other_orders() -> str:
    other = aliased(Order)
    return str(other.customer_id != None)


def stocked() -> list[str]:
    one = counted_at == None
    other = shelf != None
    return [str(one), str(other)]


def moved() -> list[str]:
    reason, amount = movement.c.reason, movement.c.amount
    return [str(reason == None), str(amount != None)]


def frozen() -> str:
    flag = stock.c.frozen
    unknown = flag == None
    melted = flag == False
    return f"{unknown} {melted}"


def boxes_without_shelf() -> list[int]:
    place = Box.shelf
    return [box.id for box in Box.select().where(place == None).order_by(Box.id)]


def boxes_with(field) -> list[int]:
    given = field != None
    return [box.id for box in Box.select().where(given).order_by(Box.id)]


def boxes_with_any() -> list[list[int]]:
    return [boxes_with(field) for field in (Box.sealed_on, Box.weight, Box.lost)]


def rooms() -> list[str]:
    room = Shelf.room
    named = room != None
    return [found.name for found in Shelf.select().where(named)]


def amounts() -> list[bool]:
    column = week()["amount"]
    flags = column == None
    return list(flags)


def gifts() -> int:
    rows = week()
    chosen = rows["gift"] == True
    return int(chosen.sum())


def articles() -> list[bool]:
    rows = week().set_index("shelf")
    named = rows["article"] != None
    return list(named)


def whole_weeks() -> list[int]:
    return [int((rows == None).sum().sum()) for rows in (week(), week()[:1])]


def labels() -> list[bool]:
    index = week().index
    flags = index != None
    return list(flags)


def order_of(number: int | None = None, order: Order | None = None) -> list[bool]:
    return [number == None, order == None]


def note_of(order: Order) -> list[bool]:
    note = order.note
    urgent = order.urgent
    return [note == None, urgent != None, urgent == True]


def shelf_of(box: Box) -> list[bool]:
    weight: float | None = box.weight
    place: Shelf | None = box.shelf
    return [weight == None, place != None]


def texts(found: dict[str, str | None]) -> list[bool]:
    return [text == None for text in found.values()]
