"""What is owed and what was read, in values of other modules."""

from __future__ import annotations

import weakref

from .amounts import Money, Reading, Slot, Stamp, Term
from .records import Article


def settled(owed: Money) -> bool:
    if owed == None:
        return True
    return False


def open_bills(bills: dict[str, Money]) -> list[str]:
    return [name for name, owed in bills.items() if owed != None]


def first_bill(bills: list[Money]) -> str:
    owed = bills[0]
    return "paid" if owed == None else f"{owed.cents} cents"


def owed_by(bills: dict[str, Money], name: str) -> int:
    owed = bills.get(name)
    if owed == None:
        return -1
    return owed.cents


def failed(reading: Reading) -> bool:
    if reading == None:
        return True
    return False


def read(reading: Reading) -> str:
    if not reading != None:
        return "unread"
    return f"read {reading.value}"


def unread(readings: dict[str, Reading]) -> list[str]:
    return [name for name, reading in readings.items() if reading == None]


def checked(reading: Reading | Money) -> str:
    return "empty" if reading == None else "full"


def gathered(fields: dict[str, Term]) -> dict[str, str]:
    found = {}
    for name, field in fields.items():
        unset = None == field
        found[name] = repr(unset)
    return found


def paired(left: Term, right: Term) -> list[str]:
    both = [left == None, right != None]
    return [repr(one) for one in both]


def unpaid(bills: dict[str, Money]) -> int:
    count = 0
    for name in bills:
        bill = bills[name]
        if not (bill == None):
            count += 1
    return count


def working(readings: list[Reading]) -> int:
    count = 0
    for reading in readings:
        if reading != None:
            count += 1
    return count


def conditions(field: Term) -> list[str]:
    unset = field == None
    given = field != None
    return [repr(unset), repr(given)]


def first_condition(fields: list[Term]) -> str:
    field = fields[0]
    return repr(field == None)


def flagged(field: Term) -> str:
    chosen = field == True
    return repr(chosen)


def slots(left: Slot[int], right: Slot[str]) -> list[bool]:
    return [left == None, right != None, left.value == None, right.value != None]


def stamped(stamp: Stamp | None) -> bool:
    absent = stamp == None
    return not absent


def stamps(found: list[Stamp | None]) -> list[Stamp]:
    return [stamp for stamp in found if stamp != None]


def unnumbered(stamp: Stamp | None) -> int:
    return -1 if stamp == None else stamp.number


def borrowed(article: Article | None) -> bool:
    lent = article
    return lent != None


def still_there(article: Article) -> bool:
    watched = weakref.ref(article)
    return watched() != None
