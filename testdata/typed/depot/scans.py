"""Scanned parcels, in lazy columns."""

from __future__ import annotations

import polars as pl
from polars import DataFrame, Expr


def parcels() -> DataFrame:
    return pl.DataFrame({"id": [1, 2, 3], "room": ["r1", None, "r3"], "late": [True, False, None], "weight": [1.5, None, 2.0]})


def roomless() -> str:
    room = pl.col("room")
    return str(room == None)


def roomed() -> str:
    condition = pl.col("room") != None
    return str(condition)


def absent(column: Expr):
    return column == None


def present(column: Expr) -> Expr:
    chosen = column != None
    return chosen


def all_absent() -> list[str]:
    return [str(absent(pl.col(name))) for name in ("id", "room")]


def all_present() -> list[str]:
    return [str(present(pl.col(name))) for name in ("id", "room")]


def late() -> str:
    flag = pl.col("late")
    return str(flag == True)


def punctual() -> str:
    flag = pl.col("late").first()
    return str(flag == False)


def weights(rows: DataFrame) -> list[bool | None]:
    weight = pl.col("weight") / 2
    flags = weight == None
    return rows.select(flags).to_series().to_list()


def chosen(rows: DataFrame) -> list[bool | None]:
    column = rows.get_column("late")
    flags = column == True
    return list(flags)


def lengths(rows: DataFrame) -> str:
    size = pl.col("room").str.len_chars()
    return str(rows.lazy().filter(size == None).explain(optimized=False))


def first_room(rows: DataFrame) -> bool:
    room: str | None = rows.row(0)[1]
    return room == None


def listed(rows: DataFrame) -> list[bool]:
    found: list[str | None] = rows["room"].to_list()
    return [room != None for room in found]


def named(rows: DataFrame, name: str | None = None) -> list[str]:
    everything = name == None
    return rows.columns if everything else [name]


def empty(rows: DataFrame) -> bool:
    return rows.is_empty() == True


def dictionaries(rows: DataFrame) -> list[bool]:
    return [one["room"] == None for one in rows.to_dicts()]
