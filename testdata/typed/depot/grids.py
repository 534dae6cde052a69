"""The grid as others see it: arrays that come from other modules."""

from __future__ import annotations

from .cells import grid
from .scans import parcels, pl


def left():
    side = grid[:, 0]
    return side == None


def right() -> list[bool]:
    side = grid.T[1]
    flags = side != None
    return [bool(flag) for flag in flags]


def holes() -> list[int]:
    flat = grid.ravel()
    absent = flat == None
    return [number for number, flag in enumerate(absent) if flag]


def copied() -> int:
    other = grid.copy()
    taken = other != None
    return int(taken.sum())


def sums() -> list[bool]:
    total = grid.shape[0] * 1.5
    return [total == None, total != None]


def cell(row: int, column: int) -> bool:
    value: int | None = grid[row, column]
    return value == None


def squared(numbers: list[float]) -> list[bool]:
    squares = [number * number for number in numbers]
    return [square == None for square in squares]


def sides() -> list[bool]:
    rows, columns = grid.shape
    return [rows == None, columns != None]


def selected() -> str:
    late = pl.col("late")
    chosen = late != None
    return str(chosen)


def weighed() -> list[bool]:
    weight = pl.col("weight")
    flags = weight == None
    return parcels().select(flags).to_series().to_list()


def shifted() -> str:
    shifted = pl.col("room").shift(1)
    return str(shifted == None)


def aliased() -> str:
    named = pl.col("late").alias("l")
    return str(named == True)


def literal() -> list[str]:
    either = [pl.lit(1) == None, pl.lit("x") != None]
    return [str(one) for one in either]


def height(limit: int | None = None) -> int:
    bounded = limit != None
    return min(parcels().height, limit) if bounded else parcels().height


def first() -> list[bool]:
    number, room, *_ = parcels().row(1)
    return [number == None, room == None]
