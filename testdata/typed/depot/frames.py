"""Tables of the week, in frames."""

from __future__ import annotations

import pandas as pd
from pandas import DataFrame, Series


def week() -> DataFrame:
    return pd.DataFrame(
        {
            "article": ["a", "b", None],
            "shelf": [None, "s1", "s2"],
            "amount": [1.0, None, 3.0],
            "gift": [True, False, None],
        }
    )


def unshelved(rows: DataFrame) -> DataFrame:
    return rows[rows["shelf"] == None]


def shelved(rows: DataFrame) -> list[str]:
    wanted = rows["shelf"] != None
    return list(rows.loc[wanted, "article"])


def holes(rows: DataFrame) -> int:
    empty = rows == None
    return int(empty.sum().sum())


def filled(rows: DataFrame):
    full = rows != None
    return full.all(axis=1)


def lacking(column: Series) -> Series:
    return column == None


def given(column: "pd.Series") -> list[bool]:
    flags = column != None
    return list(flags)


def each_lacking(rows: DataFrame) -> dict[str, int]:
    return {str(name): int(lacking(rows[name]).sum()) for name in rows}


def gifts(rows: DataFrame) -> list[bool]:
    flags = rows["gift"] == True
    return list(flags)


def bought(rows: DataFrame) -> int:
    mask = rows.gift == False
    return int(mask.sum())


def names(rows: DataFrame) -> list[bool]:
    labels = rows.columns
    return list(labels == None)


def by_shelf(rows: DataFrame) -> list[bool]:
    amounts = rows.groupby("shelf")["amount"].sum()
    return list(amounts == None)


def joined(left: DataFrame, right: DataFrame) -> DataFrame:
    both = left.merge(right, on="article", how="left")
    absent = both["place"] == None
    return both[absent]


def loaded(rows: DataFrame | None = None) -> int:
    default = rows == None if rows is None else False
    frame = week() if default else rows
    return len(frame)


def first(rows: DataFrame) -> list[bool]:
    article: str | None = rows["article"].iloc[0]
    return [article == None, article != None]


def indexed(rows: DataFrame) -> bool:
    return rows.index.name == None


def listed(rows: DataFrame) -> list[bool]:
    shelves: list[str | None] = rows["shelf"].tolist()
    return [shelf == None for shelf in shelves]


def records(rows: DataFrame) -> list[str]:
    found = rows.to_dict("records")
    return [str(one["article"]) for one in found if one["shelf"] != None]


def titled(column: Series, title: str | None = None) -> str:
    named = title != None
    return title if named else str(column.name)


def renamed(column: Series) -> bool:
    return column.name == None


def sizes(rows: DataFrame) -> list[bool]:
    return [rows.empty == True, rows.empty == False]


def spread(rows: DataFrame):
    return rows["amount"].isna().any() == True
