"""What the depot does with its plain values."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

from .records import Article, Delivery, Grade, Place, Route


class Counter:
    """Counts articles, and remembers the last."""

    def __init__(self, start: Place | None = None) -> None:
        self.place = start
        self.last: Article | None = None
        self.seen: dict[str, int] = {}
        self.on_new: Callable[[str], None] | None = None

    def count(self, article: Article) -> int:
        number = self.seen.get(article.code)
        new = number == None
        if new:
            number = 0
        self.last = article
        self.seen[article.code] = number + 1
        return number + 1

    def idle(self) -> bool:
        return self.last == None

    def roomless(self) -> bool:
        return self.place == None or self.place.room == None

    def quiet(self) -> bool:
        return self.on_new == None

    def states(self) -> tuple[bool, bool]:
        return (self.last != None, self.place != None)


class Planner:
    """Plans deliveries along a route."""

    preferred: Place | None = None

    def __init__(self, route: Route, deliveries: Iterable[Delivery]) -> None:
        self.route = route
        self.deliveries = list(deliveries)

    def undated(self) -> list[int]:
        flags = [delivery.due == None for delivery in self.deliveries]
        return [number for number, flag in enumerate(flags) if flag]

    def dated(self) -> dict[int, bool]:
        return {number: one.due != None for number, one in enumerate(self.deliveries)}

    def driven(self) -> bool:
        return self.route.driver != None

    def start(self) -> str:
        homeless = self.route.depot == None
        return "anywhere" if homeless else str(self.route.depot.shelf)

    def unplaced(self) -> bool:
        return Planner.preferred == None

    def by_title(self) -> list[str]:
        titled = [one for one in self.deliveries if one.title() != None]
        return sorted(str(one.title()) for one in titled)

    def grades(self) -> list[tuple[str, bool]]:
        found = []
        for one in self.deliveries:
            article = one.article
            if article != None:
                found.append((article.code, article.grade == None))
        return found

    def next(self, after: datetime.date | None = None) -> Delivery | None:
        anything = after == None
        for one in self.deliveries:
            if one.due == None:
                continue
            if anything or one.due > after:
                return one
        return None


def find(articles: list[Article], code: str) -> Article | None:
    return next((article for article in articles if article.code == code), None)


def missing(articles: list[Article], code: str) -> bool:
    return find(articles, code) == None


def present(articles: list[Article], codes: list[str]) -> list[bool]:
    return [find(articles, code) != None for code in codes]


def heaviest(articles: list[Article]) -> str | None:
    best: Article | None = None
    for article in articles:
        weighed = article.weight != None
        if weighed and (best == None or article.weight > best.weight):
            best = article
    nothing = best == None
    return None if nothing else best.code


def fresh(articles: list[Article]) -> list[bool]:
    return [article.grade == Grade.FRESH and (article.title == None) for article in articles]


def weight(articles: list[Article], default: float | None = None) -> float:
    known = [article.weight for article in articles if article.weight != None]
    lacking = [article.weight == None for article in articles]
    filled = default != None
    return sum(known) + (sum(lacking) * default if filled else 0.0)


def bulky(articles: list[Article]) -> list[str]:
    return [article.code for article in articles if article.bulky == True]


def small(articles: list[Article]) -> list[bool]:
    return [article.bulky == False for article in articles]


def whole(deliveries: list[Delivery]) -> list[bool]:
    return [one.damaged == False for one in deliveries]


def unchecked(deliveries: list[Delivery]) -> list[bool]:
    return [one.damaged == None for one in deliveries]


def broken(deliveries: list[Delivery]) -> list[bool]:
    return [one.damaged == True for one in deliveries]


def count_of(flags: list[int]) -> int:
    return sum(1 for flag in flags if flag == True)


def switched(value: int) -> bool:
    return value == True


def off(level: float) -> bool:
    return level == False


def choose(first, second=None):
    lacking = second == None
    return first if lacking else second


def both(left, right):
    return left != None and right != None


def together(articles: list[Article]):
    return both(find(articles, "a1"), find(articles, "z9")), choose("x"), choose("x", "y")
