"""Questions about stock, without models."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, select, update

from .tables import movement, stock

counted_at = stock.c.counted_at
shelf = stock.columns["shelf"]


def uncounted():
    return select(stock.c.id).where(counted_at == None)


def shelved():
    wanted = shelf != None
    return select(stock.c.id).where(wanted)


def unexplained():
    reason = movement.c.reason
    return movement.select().where(reason == None)


def clear():
    return delete(movement).where(movement.c.reason == None)


def thaw():
    frozen = stock.c["frozen"]
    return update(stock).where(frozen == True).values(frozen=False)


def unfrozen():
    frozen = stock.c.frozen
    either = [frozen == False, frozen == None]
    return [str(one) for one in either]


def absent(column: ColumnElement[Any]):
    return column == None


def present(column: ColumnElement[Any]) -> ColumnElement[bool]:
    condition = column != None
    return condition


def everything_absent():
    return [str(absent(column)) for column in stock.columns]


def everything_present():
    return [str(present(column)) for column in movement.columns]


def joined():
    right = movement.alias("m")
    on = right.c.stock_id == stock.c.id
    lonely = right.c.id == None
    return select(stock.c.id).select_from(stock.outerjoin(right, on)).where(lonely)


def row_of(connection: Connection, number: int) -> str:
    row = connection.execute(select(stock).where(stock.c.id == number)).first()
    missing = row == None
    return "missing" if missing else row.article


def describe(row: Row[tuple[int, str, str | None]]) -> tuple[bool, str]:
    number, article, place = row
    homeless = place == None
    return homeless, article if number != None else "?"


def described(connection: Connection) -> list[tuple[bool, str]]:
    query = select(stock.c.id, stock.c.article, stock.c.shelf).order_by(stock.c.id)
    return [describe(row) for row in connection.execute(query)]


def frozen_ids(connection: Connection) -> list[int]:
    rows = connection.execute(select(stock.c.id, stock.c.frozen).order_by(stock.c.id)).all()
    return [number for number, frozen in rows if frozen == True]
