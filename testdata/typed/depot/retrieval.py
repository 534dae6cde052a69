"""Finding boxes in the archive."""

from __future__ import annotations

from .archive import Box, Shelf
from .records import Place


def unsealed():
    return [box.id for box in Box.select().where(Box.sealed_on == None)]


def sealed():
    condition = Box.sealed_on != None
    return [box.id for box in Box.select().where(condition)]


def homeless():
    place = Box.shelf
    condition = place == None
    return [box.id for box in Box.select().where(condition)]


def unweighed():
    weight = Box.weight
    wanted = [weight == None]
    return [box.id for box in Box.select().where(*wanted)]


def roomless():
    shelf = Shelf.alias()
    without = shelf.room == None
    return [found.name for found in shelf.select().where(without)]


def lost():
    flag = Box.lost
    found = flag == True
    return [box.id for box in Box.select().where(found)]


def not_lost():
    flag = Box.lost
    no = flag == False
    never = flag == None
    return [box.id for box in Box.select().where(no | never)]


def filtered(box: type[Box], sealed: bool | None):
    query = box.select()
    if sealed != None:
        chosen = box.sealed_on != None if sealed else box.sealed_on == None
        query = query.where(chosen)
    return [found.id for found in query]


def place_of(number: int) -> Place:
    box = Box.get_or_none(Box.id == number)
    missing = box == None
    if missing:
        return Place(None, None)
    shelf = box.shelf
    stored = shelf != None
    return Place(shelf.name, shelf.room) if stored else Place(None, None)


def rooms() -> list[str | None]:
    found: list[str | None] = [shelf.room for shelf in Shelf.select().order_by(Shelf.id)]
    return [room for room in found if room != None]


def heavy(limit: float | None = None) -> list[int]:
    bounded = limit != None
    query = Box.select().order_by(Box.id)
    if bounded:
        query = query.where(Box.weight > limit)
    return [box.id for box in query]


def report(place: Place) -> tuple[bool, bool]:
    return place.room == None, place.shelf != None
