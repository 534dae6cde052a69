"""Fixes a column of a Spark data frame.

    >>> from isfix.spark import fix_dataframe
    >>> fixed = fix_dataframe(spark.read.parquet("sources"), path="path")  # doctest: +SKIP
    >>> fixed.where("isfix_changed").write.parquet("fixed")  # doctest: +SKIP

It is `isfix.arrow.fix_batch` over `mapInArrow`, so isfix and pyarrow must be installed where the executors' Python
is. It needs pyspark 3.5 or later, with Spark Connect or without.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import pyarrow
from pyspark.sql import DataFrame

from ._arguments import Rules, StrPath, rules
from ._columns import only_changed as only_changed_rows
from ._errors import SettingsError
from .arrow import COLUMNS, LARGEST_ROW, _checked, fix_batch

if TYPE_CHECKING:
    from pyspark.sql.types import DataType, StructType

__all__ = ["fix_dataframe"]


def fix_dataframe(
    df: DataFrame,
    source: str = "content",
    path: str | None = None,
    *,
    only_changed: bool = False,
    select: Rules | None = None,
    ignore: Rules | None = None,
    extend_select: Rules | None = None,
    unsafe_fixes: bool | None = None,
    true_false_style: Literal["identity", "truth"] | None = None,
    ignore_noqa: bool | None = None,
    plain: Rules | None = None,
    overloaded: Rules | None = None,
    config: StrPath | None = None,
    jobs: int | None = 1,
    largest_row: int = LARGEST_ROW,
) -> DataFrame:
    """Fixes the sources in a column of a data frame: gives the data frame with four columns more.

    They are those of `isfix.arrow.fix_batch`, and what holds for a row there holds here. Nothing runs before the
    result is asked for something, and rows stay in the partitions that they are in. A task that is run again makes
    the same of its rows.

    df      its other columns travel through Python, too: select those that are wanted before
    source  the name of the column, of strings or binary
    path    the name of a column of paths: they are held against the globs of `per-file-ignores` and never opened
    only_changed  whether only the rows that change are given: then no others travel back from Python, which is
            most of what Spark costs
    config  a settings file, which every worker must find under the same path
    jobs    how many threads work on the rows of a task; let `spark.task.cpus` say the same
    largest_row  the longest row that is parsed, in bytes

    The other arguments are those of `isfix.fix`. How many rows a batch has is said by
    `spark.sql.execution.arrow.maxRecordsPerBatch`, 10,000 by default; Spark 4 also bounds its bytes by
    `maxBytesPerBatch`. A column of a batch holds less than 2 GiB: where rows are large, say fewer, or set
    `spark.sql.execution.arrow.useLargeVarTypes`.

    Raises SettingsError, which is a ValueError, for a column that is missing or of another type, and for settings
    that cannot be used: here, before any job is started.
    """
    settings: dict[str, Any] = {
        "source": source,
        "path": path,
        "select": rules(select),
        "ignore": rules(ignore),
        "extend_select": rules(extend_select),
        "unsafe_fixes": unsafe_fixes,
        "true_false_style": true_false_style,
        "ignore_noqa": ignore_noqa,
        "plain": rules(plain),
        "overloaded": rules(overloaded),
        # Executors stand in other folders.
        "config": None if config is None else os.path.abspath(config),
        "jobs": jobs,
        "largest_row": largest_row,
    }
    given = df.schema
    for name, argument in ((source, "source"), (path, "path")):
        _check(given, name, argument)
    types = [(field.name, _type(field.dataType) or pyarrow.null()) for field in given]
    _, fixed = _checked(pyarrow.schema(types), **settings)
    fix: Callable[[Any], Any] = partial(fix_batch, **settings)
    return df.mapInArrow(partial(_map, fix, only_changed), _schema(given, fixed))


def _map(
    fix: Callable[[Any], Any], only_changed: bool, batches: Iterable[pyarrow.RecordBatch]
) -> Iterator[pyarrow.RecordBatch]:
    for batch in batches:
        fixed = fix(batch)
        yield only_changed_rows(fixed) if only_changed else fixed


def _check(given: StructType, name: str | None, argument: str) -> None:
    """That a column, if there is one of this name, holds what is read; in Spark's words for types."""
    for field in given:
        if field.name == name and _type(field.dataType) is None:
            kinds = "strings" if argument == "path" else "strings or binary"
            held = field.dataType.simpleString()
            raise SettingsError(f"column {name!r} holds {held}, not {kinds}", None, None, argument)


def _type(kind: DataType) -> pyarrow.DataType | None:
    """What Spark gives a column as that sources or paths are read of."""
    from pyspark.sql.types import BinaryType, CharType, NullType, StringType, VarcharType

    if isinstance(kind, (StringType, CharType, VarcharType, NullType)):
        return pyarrow.string()
    return pyarrow.binary() if isinstance(kind, BinaryType) else None


def _schema(given: StructType, fixed: pyarrow.Schema) -> StructType:
    from pyspark.sql.pandas.types import from_arrow_type
    from pyspark.sql.types import StructField, StructType

    new = [StructField(name, from_arrow_type(fixed.field(name).type)) for name in COLUMNS]
    return StructType([*given.fields, *new])
