"""Values that say themselves what they are equal to."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Money:
    """An amount; nothing owed is the same as no amount at all."""

    def __init__(self, cents: int) -> None:
        self.cents = cents

    def __eq__(self, other: object) -> bool:
        if other is None:
            return self.cents == 0
        return isinstance(other, Money) and other.cents == self.cents

    def __hash__(self) -> int:
        return hash(self.cents)


class Reading:
    """A measured value; one that failed equals nothing, and so None."""

    def __init__(self, value: float | None) -> None:
        self.value = value

    def __eq__(self, other: Reading | float | None) -> bool:
        return self.value == (other.value if isinstance(other, Reading) else other)

    __hash__ = None


class Slot(Generic[T]):
    """Holds a value or nothing, by identity."""

    def __init__(self, value: T | None = None) -> None:
        self.value = value

    def empty(self) -> bool:
        return self.value == None


class Term:
    """A condition to be sent elsewhere."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __eq__(self, other: object) -> Term:
        return Term(f"{self.text} = {other}")

    def __ne__(self, other: object) -> Term:
        return Term(f"{self.text} <> {other}")

    def __repr__(self) -> str:
        return f"Term({self.text!r})"

    __hash__ = None


class Stamp:
    """Compared by its number alone."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Stamp) and other.number == self.number

    def __hash__(self) -> int:
        return self.number
