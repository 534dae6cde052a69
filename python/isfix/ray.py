"""Fixes a column of a Ray data set.

    >>> from isfix.ray import fix_dataset
    >>> fixed = fix_dataset(ray.data.read_parquet("sources"), path="path")  # doctest: +SKIP
    >>> fixed.write_parquet("fixed")  # doctest: +SKIP

It is `isfix.arrow.fix_batch` over `map_batches`, so isfix must be installed on every node. It needs Ray 2.9 or
later.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Literal

import pyarrow
import ray.data
from ray.data import Dataset

from ._arguments import Rules, StrPath, rules
from ._columns import only_changed as only_changed_rows
from .arrow import LARGEST_ROW, _checked, fix_batch

__all__ = ["BATCH_SIZE", "fix_dataset"]

#: How many rows a batch has where nothing else is said: what a batch costs is nothing to what its rows do by then,
#: and of files of common size it holds some megabytes.
BATCH_SIZE = 1000


def fix_dataset(
    ds: Dataset,
    source: str = "content",
    path: str | None = None,
    *,
    only_changed: bool = False,
    batch_size: int | None = BATCH_SIZE,
    concurrency: int | None = None,
    num_cpus: float | None = None,
    memory: float | None = None,
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
) -> Dataset:
    """Fixes the sources in a column of a data set: gives the data set with four columns more.

    They are those of `isfix.arrow.fix_batch`, and what holds for a row there holds here. Nothing runs before the
    result is asked for something. A task that is run again makes the same of its rows. Ray keeps the order of the
    rows only where `DataContext.execution_options.preserve_order` is set.

    source       the name of the column, of strings or binary
    path         the name of a column of paths: they are held against the globs of `per-file-ignores` and never
                 opened
    only_changed  whether only the rows that change are given: then no others are stored
    batch_size   how many rows are fixed at once; None for as many as a block has
    concurrency  how many tasks run at the same time; as many as there is room for where nothing is said
    num_cpus     how many processors a task takes; one where nothing is said
    memory       how many bytes of memory a task takes
    config       a settings file, which every node must find under the same path
    jobs         how many threads work on the rows of a task; let `num_cpus` say the same
    largest_row  the longest row that is parsed, in bytes

    The other arguments are those of `isfix.fix`.

    Raises SettingsError, which is a ValueError, for settings that cannot be used, and for a column that is missing
    or of another type: here, before anything runs, where Ray knows the columns; else it is what the tasks raise.
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
        # Workers stand in other folders.
        "config": None if config is None else os.path.abspath(config),
        "jobs": jobs,
        "largest_row": largest_row,
    }
    options: dict[str, Any] = {} if memory is None else {"memory": memory}
    if concurrency is not None:
        # Only later versions have it, and tell those who use the argument to use it.
        pool = getattr(ray.data, "TaskPoolStrategy", None)
        options.update({"compute": pool(size=concurrency)} if pool else {"concurrency": concurrency})
    _checked(_schema(ds, source, path), **settings)
    fix: Callable[..., pyarrow.Table] = _fix
    return ds.map_batches(
        fix,
        fn_args=(only_changed,),
        fn_kwargs=settings,
        batch_size=batch_size,
        batch_format="pyarrow",
        zero_copy_batch=True,
        num_cpus=num_cpus,
        **options,
    )


def _fix(batch: pyarrow.Table, only_changed: bool, **settings: Any) -> pyarrow.Table:
    fixed: pyarrow.Table = fix_batch(batch, **settings)
    return only_changed_rows(fixed) if only_changed else fixed


def _schema(ds: Dataset, source: str, path: str | None) -> pyarrow.Schema:
    """The columns, as far as Ray knows them without running anything."""
    known = ds.schema(fetch_if_missing=False)
    if known is None:
        return pyarrow.schema([(name, pyarrow.string()) for name in {source, path} if name])
    if isinstance(known.base_schema, pyarrow.Schema):
        return known.base_schema
    # Blocks of pandas: what an object is shows when they become Arrow's.
    return pyarrow.schema([(name, pyarrow.string()) for name in known.names])
