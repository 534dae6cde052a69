"""What runs of different engines have in common, if they made the same of the same rows."""

from __future__ import annotations

import hashlib
import json
import os
from typing import Iterable, NamedTuple

import dataset
import pyarrow
from isfix.arrow import COLUMNS

ROWS = int(os.environ.get("ISFIX_ROWS", dataset.ROWS))
#: Of 50 batches there is a middle, however many rows there are.
BATCH = max(20, ROWS // 50)


class Same(NamedTuple):
    """What two runs must have in common: how many rows, how many of them changed, and every byte."""

    rows: int
    changed: int
    digest: str


class Rows:
    """Takes up rows in any order."""

    def __init__(self) -> None:
        self.digests: list[bytes] = []
        self.changed = 0

    def add(self, table: pyarrow.Table) -> None:
        for row in table.select(["package", "path", *COLUMNS]).to_pylist():
            source = row.pop("isfix_source")
            self.changed += row["isfix_changed"]
            told = hashlib.sha256(json.dumps(row, sort_keys=True).encode())
            told.update(b"null" if source is None else hashlib.sha256(source).digest())
            self.digests.append(told.digest())

    def told(self) -> Same:
        digest = hashlib.sha256(b"".join(sorted(self.digests)))
        return Same(len(self.digests), self.changed, digest.hexdigest())


def same(tables: Iterable[pyarrow.Table]) -> Same:
    rows = Rows()
    for table in tables:
        rows.add(table)
    return rows.told()
