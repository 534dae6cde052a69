"""The day's report: of the database, the archive, frames and plain values at once."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from . import cells, frames, ledger, models, queries, retrieval, scans, services
from .amounts import Money
from .models import Order
from .records import Article, Delivery, Place, Route


class Report:
    """Gathers the lines of the report."""

    title: str | None = None

    def __init__(self, session: Session, place: Place | None = None) -> None:
        self.session = session
        self.place = place
        self.lines: list[str] = []
        self.model = models.Order
        self.frame = frames.week()
        self.grid = cells.grid
        self.owed = Money(0)

    def placed(self) -> bool:
        return self.place != None

    def untitled(self) -> bool:
        return Report.title == None

    def waiting(self):
        return select(self.model.id).where(self.model.shipped_at == None)

    def noted(self) -> str:
        condition = self.model.note != None
        return str(condition)

    def unshelved(self) -> int:
        flags = self.frame["shelf"] == None
        return int(flags.sum())

    def gaps(self) -> int:
        return int((self.grid == None).sum())

    def paid(self) -> str:
        if self.owed == None:
            return "paid"
        return "open"

    def first(self) -> Order | None:
        return self.session.scalars(select(Order).order_by(Order.id)).first()

    def nothing(self) -> bool:
        return self.first() == None

    def unshipped(self) -> bool | None:
        order = self.first()
        return order.shipped_at == None if order else None

    def customer(self) -> bool:
        order = self.first()
        owner = order.customer if order else None
        return owner != None

    def mail(self) -> list[bool]:
        people = self.session.scalars(select(models.Customer).order_by(models.Customer.id))
        return [person.email == None for person in people]


def column_of(name: str):
    return {"note": Order.note, "shipped": Order.shipped_at}[name]


def condition(name: str) -> str:
    column = column_of(name)
    chosen = column == None
    return str(chosen)


def conditions() -> list[str]:
    columns = [Order.note, Order.shipped_at]
    return [str(column != None) for column in columns]


def places(route: Route) -> list[bool]:
    return [stop.shelf == None for stop in route.stops]


def article(articles: list[Article], code: str) -> bool:
    found = services.find(articles, code)
    return found == None


def undelivered(deliveries: list[Delivery]) -> list[bool]:
    return [one.article == None for one in deliveries]


def stored(number: int) -> tuple[bool, bool]:
    place = retrieval.place_of(number)
    return place.shelf == None, place.room != None


def masks() -> list[int]:
    rows = frames.week()
    column = rows["article"]
    absent = frames.lacking(column) == False
    return [int(absent.sum()), int((column == None).sum())]


def expressions() -> list[str]:
    weight = scans.absent(scans.pl.col("weight")).alias("unweighed")
    late = scans.pl.col("late")
    return [str(weight), str(late != None), str(late == True)]


def ledger_conditions() -> list[str]:
    column = ledger.shelf
    return [str(column == None), str(ledger.counted_at != None)]


def names(session: Session) -> list[bool]:
    return [queries.name_of(session, number) == None for number in (1, 99)]


def money(amounts: list[Money]) -> list[int]:
    return [amount.cents for amount in amounts if amount != None]


def last(lines: list[str | None]) -> bool:
    line = lines[-1] if lines else None
    return line == None
