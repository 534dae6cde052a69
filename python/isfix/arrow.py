"""Fixes columns of Arrow tables: a batch in, the same batch with four columns more out.

    >>> import pyarrow
    >>> from isfix.arrow import fix_batch
    >>> batch = pyarrow.RecordBatch.from_pydict({"content": ["x is ''", "x == None)", None]})
    >>> for row in fix_batch(batch).to_pylist():
    ...     print(row["isfix_source"], row["isfix_changed"], len(row["isfix_findings"]), row["isfix_error"])
    x == '' True 1 None
    x == None) False 0 1:10: Expected a statement
    None False 0 None

Columns go to and fro by the Arrow C data interface: no row becomes an object of Python. It needs pyarrow.
"""

from __future__ import annotations

import os
from typing import Any, Literal, Protocol, overload

import pyarrow

from ._arguments import Rules, StrPath
from ._arguments import session as _native
from ._errors import SettingsError
from ._isfix import Session as _Session

__all__ = [
    "COLUMNS",
    "FINDING",
    "LARGEST_ROW",
    "ArrowArrayExportable",
    "ArrowStreamExportable",
    "fix_batch",
    "fix_table",
    "schema",
]

#: The names of the columns that are added.
COLUMNS = ("isfix_source", "isfix_changed", "isfix_findings", "isfix_error")

#: The longest row that is parsed where nothing else is said, in bytes. A tree takes some hundred times its text
#: at worst, so that this bounds a worker's memory; what the byte scan dismisses may be of any length.
LARGEST_ROW = 16 << 20

_PLACE = pyarrow.struct([("row", pyarrow.int32()), ("column", pyarrow.int32())])
_EDIT = pyarrow.struct(
    [("content", pyarrow.string()), ("location", _PLACE), ("end_location", _PLACE)]
)

#: The type of a finding: the shape of `isfix.Finding`, but for `url`.
FINDING = pyarrow.struct(
    [
        ("code", pyarrow.string()),
        ("name", pyarrow.string()),
        ("message", pyarrow.string()),
        ("location", _PLACE),
        ("end_location", _PLACE),
        (
            "fix",
            pyarrow.struct(
                [
                    ("applicability", pyarrow.string()),
                    ("message", pyarrow.string()),
                    ("edits", pyarrow.list_(_EDIT)),
                    ("group", pyarrow.int32()),
                ]
            ),
        ),
        (
            "evidence",
            pyarrow.struct(
                [
                    ("verdict", pyarrow.string()),
                    ("witness", pyarrow.string()),
                    ("reason", pyarrow.string()),
                ]
            ),
        ),
        ("applied", pyarrow.bool_()),
        ("is_note", pyarrow.bool_()),
        ("noqa_row", pyarrow.int32()),
    ]
)


class ArrowArrayExportable(Protocol):
    """What gives a batch by the Arrow PyCapsule interface."""

    def __arrow_c_array__(self, requested_schema: Any = None, /) -> Any: ...


class ArrowStreamExportable(Protocol):
    """What gives a table, piece by piece."""

    def __arrow_c_stream__(self, requested_schema: Any = None, /) -> Any: ...


@overload
def fix_batch(
    batch: ArrowArrayExportable,
    source: str = "content",
    path: str | None = None,
    *,
    select: Rules | None = None,
    ignore: Rules | None = None,
    extend_select: Rules | None = None,
    unsafe_fixes: bool = False,
    true_false_style: Literal["identity", "truth"] | None = None,
    ignore_noqa: bool = False,
    plain: Rules | None = None,
    overloaded: Rules | None = None,
    config: StrPath | None = None,
    jobs: int = 1,
    largest_row: int = LARGEST_ROW,
) -> pyarrow.RecordBatch: ...


@overload
def fix_batch(
    batch: ArrowStreamExportable,
    source: str = "content",
    path: str | None = None,
    *,
    select: Rules | None = None,
    ignore: Rules | None = None,
    extend_select: Rules | None = None,
    unsafe_fixes: bool = False,
    true_false_style: Literal["identity", "truth"] | None = None,
    ignore_noqa: bool = False,
    plain: Rules | None = None,
    overloaded: Rules | None = None,
    config: StrPath | None = None,
    jobs: int = 1,
    largest_row: int = LARGEST_ROW,
) -> pyarrow.Table: ...


def fix_batch(
    batch: ArrowArrayExportable | ArrowStreamExportable,
    source: str = "content",
    path: str | None = None,
    *,
    select: Rules | None = None,
    ignore: Rules | None = None,
    extend_select: Rules | None = None,
    unsafe_fixes: bool = False,
    true_false_style: Literal["identity", "truth"] | None = None,
    ignore_noqa: bool = False,
    plain: Rules | None = None,
    overloaded: Rules | None = None,
    config: StrPath | None = None,
    jobs: int = 1,
    largest_row: int = LARGEST_ROW,
) -> pyarrow.RecordBatch | pyarrow.Table:
    """Fixes the sources in a column of a batch: gives the batch with four columns more.

    isfix_source    the source with its fixes, of the type of the column
    isfix_changed   whether it is another than that of the row
    isfix_findings  a list of what was found, each of type `FINDING`
    isfix_error     why the row was left alone, with line and column; null where all went well

    A row that is no Python is an entry in `isfix_error` and stays as it is; so is one that nests too deeply or
    is too long. No row makes another fail. A null stays null. Rows that hold nothing to fix are told by a byte
    scan, which does not ask whether they are Python.

    batch   a RecordBatch or Table of pyarrow, or any object that gives one by the Arrow PyCapsule interface
            (a frame of polars does): a RecordBatch for a RecordBatch, a Table for what comes in pieces
    source  the name of the column: strings are text, binary is what a file holds, with the encoding it declares
    path    the name of a column of paths: they are held against the globs of `per-file-ignores` and never opened
    jobs    how many threads work on the rows; engines that run many batches at once need no more than one
    largest_row  the longest row that is parsed, in bytes

    The other arguments are those of `isfix.fix`. Each row is judged by itself alone.

    Raises SettingsError, which is a ValueError, for a column that is missing or of another type, and for settings
    that cannot be used: before any row is looked at.
    """
    columns = _columns(batch)
    if isinstance(columns, pyarrow.Table):
        return fix_table(
            columns,
            source,
            path,
            select=select,
            ignore=ignore,
            extend_select=extend_select,
            unsafe_fixes=unsafe_fixes,
            true_false_style=true_false_style,
            ignore_noqa=ignore_noqa,
            plain=plain,
            overloaded=overloaded,
            config=config,
            jobs=jobs,
            largest_row=largest_row,
        )
    session = _session(
        select=select,
        ignore=ignore,
        extend_select=extend_select,
        unsafe_fixes=unsafe_fixes,
        true_false_style=true_false_style,
        ignore_noqa=ignore_noqa,
        plain=plain,
        overloaded=overloaded,
        config=config,
    )
    fixed = schema(columns.schema, source, path)
    return _fixed(session, columns, fixed, source, path, jobs, largest_row)


def fix_table(
    table: ArrowArrayExportable | ArrowStreamExportable,
    source: str = "content",
    path: str | None = None,
    *,
    select: Rules | None = None,
    ignore: Rules | None = None,
    extend_select: Rules | None = None,
    unsafe_fixes: bool = False,
    true_false_style: Literal["identity", "truth"] | None = None,
    ignore_noqa: bool = False,
    plain: Rules | None = None,
    overloaded: Rules | None = None,
    config: StrPath | None = None,
    jobs: int | None = None,
    largest_row: int = LARGEST_ROW,
) -> pyarrow.Table:
    """Fixes the sources in a column of a table: as `fix_batch`, a piece of the table after the other.

    jobs  how many threads work on the rows; one for each processor where nothing is said
    """
    columns = _columns(table)
    if isinstance(columns, pyarrow.RecordBatch):
        columns = pyarrow.Table.from_batches([columns])
    session = _session(
        select=select,
        ignore=ignore,
        extend_select=extend_select,
        unsafe_fixes=unsafe_fixes,
        true_false_style=true_false_style,
        ignore_noqa=ignore_noqa,
        plain=plain,
        overloaded=overloaded,
        config=config,
    )
    fixed = schema(columns.schema, source, path)
    if jobs is None:
        jobs = os.cpu_count() or 1
    pieces = [
        _fixed(session, piece, fixed, source, path, jobs, largest_row)
        for piece in columns.to_batches()
    ]
    return pyarrow.Table.from_batches(pieces, fixed)


def schema(given: pyarrow.Schema, source: str = "content", path: str | None = None) -> pyarrow.Schema:
    """The schema of what `fix_batch` makes of a batch of a schema: for engines that want to know it beforehand.

    Raises SettingsError where it makes nothing of it.
    """
    kind = _kind(given, source, "source")
    if path is not None:
        _kind(given, path, "path")
    for name in COLUMNS:
        if name in given.names:
            raise SettingsError(f"there is a column {name!r} already", None, None, "source")
    types = (kind, pyarrow.bool_(), pyarrow.list_(FINDING), pyarrow.string())
    for name, added in zip(COLUMNS, types):
        given = given.append(pyarrow.field(name, added))
    return given


def _session(**given: Any) -> _Session:
    return _native(isolated=True, types=False, **given)


def _columns(given: Any) -> Any:
    if isinstance(given, (pyarrow.RecordBatch, pyarrow.Table)):
        return given
    if hasattr(given, "__arrow_c_array__"):
        return pyarrow.record_batch(given)
    if hasattr(given, "__arrow_c_stream__"):
        return pyarrow.table(given)
    raise SettingsError(
        f"a batch is a RecordBatch or a Table, or gives one by the Arrow PyCapsule interface; {type(given).__name__}"
        " does not",
        None,
        None,
        "batch",
    )


def _kind(given: pyarrow.Schema, name: str, argument: str) -> pyarrow.DataType:
    """The type of what is read of the column of that name."""
    places = given.get_all_field_indices(name)
    if len(places) != 1:
        many = "no column" if not places else f"{len(places)} columns"
        there = ", ".join(map(repr, given.names)) or "none"
        raise SettingsError(f"{many} {name!r}; there are {there}", None, None, argument)
    found = given.field(places[0]).type
    kind = _plain(found)
    if kind is None:
        kinds = "strings" if argument == "path" else "strings or binary"
        raise SettingsError(f"column {name!r} holds {found}, not {kinds}", None, None, argument)
    return kind


def _plain(kind: pyarrow.DataType) -> pyarrow.DataType | None:
    """The type of what is read of a column; `None` where nothing can be."""
    if isinstance(kind, pyarrow.BaseExtensionType):
        return _plain(kind.storage_type)
    if pyarrow.types.is_dictionary(kind):
        return _plain(kind.value_type)
    if pyarrow.types.is_null(kind):
        return pyarrow.string()
    return kind if str(kind) in _KINDS else None


#: The types of strings, and those of binary that are made like them; old pyarrows do not have them all.
_BINARY = {"string": "binary", "large_string": "large_binary", "string_view": "binary_view"}
_KINDS = frozenset((*_BINARY.keys(), *_BINARY.values()))


def _read(batch: pyarrow.RecordBatch, name: str) -> tuple[pyarrow.Array[Any], bool]:
    """A column as binary, and whether it is one of strings: these need not be UTF-8, as nobody has looked yet."""
    column = batch.column(batch.schema.get_field_index(name))
    if isinstance(column, pyarrow.ExtensionArray):
        column = column.storage
    kind = _plain(column.type)
    if kind is not None and column.type != kind:
        column = column.cast(kind)
    binary = _BINARY.get(str(kind))
    return (column, False) if binary is None else (column.view(getattr(pyarrow, binary)()), True)


def _fixed(
    session: _Session,
    batch: pyarrow.RecordBatch,
    fixed: pyarrow.Schema,
    source: str,
    path: str | None,
    jobs: int,
    largest_row: int,
) -> pyarrow.RecordBatch:
    column, is_text = _read(batch, source)
    paths = None if path is None else _read(batch, path)[0]
    result, *others = session.column(column, is_text, paths, jobs, largest_row)
    columns = [*batch.columns, result.view(fixed.field(COLUMNS[0]).type), *others]
    return pyarrow.RecordBatch.from_arrays(columns, schema=fixed)
