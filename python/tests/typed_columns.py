"""Uses of isfix.arrow, isfix.ray and isfix.spark as type checkers are to see them: held by test_types.py, never run.

Every `type: ignore` stands at an error that must be one, be pyarrow's types there or not: checkers complain of one
that is not needed.
"""

from pathlib import Path
from typing import Any

import pyarrow
from isfix.arrow import ArrowArrayExportable, ArrowStreamExportable, fix_batch, fix_table
from isfix.ray import fix_dataset
from isfix.spark import fix_dataframe
from pyspark.sql import DataFrame
from ray.data import Dataset
from typing_extensions import assert_type


class Batch:
    """What gives one batch, be it in pieces or in one."""

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
        raise NotImplementedError

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        raise NotImplementedError


class Frame:
    """What gives pieces, as frames of polars do."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        raise NotImplementedError


def of_pyarrow(batch: pyarrow.RecordBatch, table: pyarrow.Table) -> None:
    assert_type(fix_batch(batch), pyarrow.RecordBatch)
    assert_type(fix_batch(table), pyarrow.Table)
    assert_type(fix_table(batch), pyarrow.Table)
    assert_type(fix_table(table), pyarrow.Table)


def of_others(batch: Batch, frame: Frame, either: ArrowArrayExportable | ArrowStreamExportable, unknown: Any) -> None:
    assert_type(fix_batch(batch), pyarrow.RecordBatch)
    assert_type(fix_batch(frame), pyarrow.Table)
    assert_type(fix_batch(either), pyarrow.RecordBatch | pyarrow.Table)
    assert_type(fix_table(batch), pyarrow.Table)
    assert_type(fix_table(either), pyarrow.Table)
    fix_batch(unknown)
    fix_table(unknown)


def arguments(batch: Batch, frame: Frame) -> None:
    fix_batch(batch, "text", "name", select={"E711"}, unsafe_fixes=True, config=Path("isfix.toml"), largest_row=1)
    fix_batch(batch=frame, source="text", path=None, true_false_style="truth", jobs=2)
    fix_table(table=frame, source="text", plain=["Money"], jobs=None)
    fix_batch(1)  # type: ignore
    fix_batch(["x is ''"])  # type: ignore
    fix_batch({"content": ["x is ''"]})  # type: ignore
    fix_batch(batch, 1)  # type: ignore
    fix_batch(batch, select=1)  # type: ignore
    fix_batch(frame, jobs="2")  # type: ignore
    fix_batch(frame, true_false_style="both")  # type: ignore
    fix_batch(batch, types=True)  # type: ignore
    fix_table(1)  # type: ignore
    fix_table(frame, path=Path("name"))  # type: ignore


def on_engines(ds: Dataset, df: DataFrame) -> None:
    assert_type(fix_dataset(ds, path="name", batch_size=None, num_cpus=0.5, select={"E711"}), Dataset)
    assert_type(fix_dataframe(df, "text", only_changed=True, overloaded="Column"), DataFrame)
    fix_dataset(1)  # type: ignore
    fix_dataset(df)  # type: ignore
    fix_dataset(ds, batch_size="many")  # type: ignore
    fix_dataset(ds, isolated=False)  # type: ignore
    fix_dataframe(1)  # type: ignore
    fix_dataframe(ds)  # type: ignore
    fix_dataframe(df, jobs="2")  # type: ignore
    fix_dataframe(df, batch_size=2)  # type: ignore
