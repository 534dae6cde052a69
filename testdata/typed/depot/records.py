"""Plain values that are passed around."""

from __future__ import annotations

import datetime
import enum
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple


class Place(NamedTuple):
    shelf: str | None
    room: str | None

    def known(self) -> bool:
        return self.shelf != None


class Grade(enum.Enum):
    FRESH = "fresh"
    STALE = "stale"


@dataclass
class Article:
    code: str
    title: str | None = None
    grade: Grade | None = None
    weight: float | None = None
    bulky: bool = False

    def titled(self) -> bool:
        return self.title != None

    def graded(self) -> list[bool]:
        return [self.grade == None, self.grade != None]

    def heading(self) -> str:
        silent = self.title == None
        return self.code if silent else f"{self.code}: {self.title}"

    def awkward(self) -> bool:
        return self.bulky == True


@dataclass(frozen=True)
class Delivery:
    article: Article | None
    due: datetime.date | None = None
    parts: tuple[str, ...] = ()
    damaged: bool | None = None

    def undated(self) -> bool:
        return self.due == None

    def title(self) -> str | None:
        empty = self.article == None
        return None if empty else self.article.title

    def intact(self) -> bool:
        return self.damaged == False


@dataclass
class Route:
    stops: list[Place] = field(default_factory=list)
    driver: str | None = None
    depot: Place | None = None
    limit: ClassVar[int | None] = None
    region: ClassVar[str | None] = "north"

    def unknown(self) -> list[bool]:
        return [stop.room == None for stop in self.stops]

    def driven(self) -> bool:
        return self.driver != None

    def homeless(self) -> bool:
        return self.depot == None

    @classmethod
    def unlimited(cls) -> bool:
        return cls.limit == None

    @staticmethod
    def placed() -> bool:
        return Route.region != None
