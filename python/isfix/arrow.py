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

import operator
from typing import Any, Literal, Protocol, overload

try:
    import pyarrow
except ModuleNotFoundError as _error:
    if _error.name != "pyarrow":
        raise
    raise ModuleNotFoundError("isfix.arrow needs pyarrow: pip install 'isfix[arrow]'", name="pyarrow") from None

from ._arguments import Rules, StrPath
from ._arguments import session as _native
from ._columns import BINARY, KINDS, is_dictionary, parts, pieces, read, storage, taken
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

#: The longest row that is parsed where nothing else is said, in bytes. A tree and what is found in it take some
#: hundred times the row's text at worst, so that this bounds the memory of a thread; what the byte scan dismisses may
#: be of any length.
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
    unsafe_fixes: bool | None = None,
    true_false_style: Literal["identity", "truth"] | None = None,
    ignore_noqa: bool | None = None,
    plain: Rules | None = None,
    overloaded: Rules | None = None,
    config: StrPath | None = None,
    jobs: int | None = 1,
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
    unsafe_fixes: bool | None = None,
    true_false_style: Literal["identity", "truth"] | None = None,
    ignore_noqa: bool | None = None,
    plain: Rules | None = None,
    overloaded: Rules | None = None,
    config: StrPath | None = None,
    jobs: int | None = 1,
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
    unsafe_fixes: bool | None = None,
    true_false_style: Literal["identity", "truth"] | None = None,
    ignore_noqa: bool | None = None,
    plain: Rules | None = None,
    overloaded: Rules | None = None,
    config: StrPath | None = None,
    jobs: int | None = 1,
    largest_row: int = LARGEST_ROW,
) -> pyarrow.RecordBatch | pyarrow.Table:
    """Fixes the sources in a column of a batch: gives the batch with four columns more.

    isfix_source    the source with its fixes, of the type of the column; of a dictionary, decoded, as large_string
                    or large_binary
    isfix_changed   whether it is another than that of the row
    isfix_findings  a list of what was found, each of type `FINDING`
    isfix_error     why the row was left alone, with line and column; null where all went well

    A row that is no Python is an entry in `isfix_error` and stays as it is; so is one that nests too deeply, is
    too long, or holds more than 65,536 findings. No row makes another fail. A null stays null. Rows that hold
    nothing to fix are told by a byte scan, which does not ask whether they are Python. Of a dictionary each value is
    judged once, if there is no column of paths.

    A column of `string` or `binary` holds less than 2 GiB. A row whose fixes would make it longer is left alone, with
    an error that says so: give fewer rows at once, or a column of the large type.

    batch   a RecordBatch or Table of pyarrow, or any object that gives one by the Arrow PyCapsule interface
            (a frame of polars does): a RecordBatch for a RecordBatch, a Table for what comes in pieces
    source  the name of the column: strings are text, binary is what a file holds, with the encoding it declares
    path    the name of a column of paths: they are held against the globs of `per-file-ignores` and never opened
    jobs    how many threads work on the rows; engines that run many batches at once need no more than one. None for
            what the file of `config` says, or else one for each processor that this process may use
    largest_row  the longest row that is parsed, in bytes

    The other arguments are those of `isfix.fix`; `unsafe_fixes` and `ignore_noqa` go before what the file of `config`
    says, if they are not None. Each row is judged by itself alone.

    Raises SettingsError, which is a ValueError and bears the argument's name, for a column that is missing or of
    another type, and for settings that cannot be used; TypeError for arguments that are of another kind altogether:
    before any row is looked at.
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
    session, fixed = _checked(
        columns.schema,
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
    table = pyarrow.Table.from_batches([columns])
    sources, *others = _settled(session, table, source, path, fixed, largest_row)
    return pyarrow.RecordBatch.from_arrays([*columns.columns, *sources, *others], schema=fixed)


def fix_table(
    table: ArrowArrayExportable | ArrowStreamExportable,
    source: str = "content",
    path: str | None = None,
    *,
    select: Rules | None = None,
    ignore: Rules | None = None,
    extend_select: Rules | None = None,
    unsafe_fixes: bool | None = None,
    true_false_style: Literal["identity", "truth"] | None = None,
    ignore_noqa: bool | None = None,
    plain: Rules | None = None,
    overloaded: Rules | None = None,
    config: StrPath | None = None,
    jobs: int | None = None,
    largest_row: int = LARGEST_ROW,
) -> pyarrow.Table:
    """Fixes the sources in a column of a table: as `fix_batch`, some 100 MB of it after the others.

    The columns of the table stay as they are; those that are added may be cut into other chunks.

    jobs  how many threads work on the rows; None for what the file of `config` says, or else one for each processor
          that this process may use
    """
    columns = _columns(table)
    if isinstance(columns, pyarrow.RecordBatch):
        columns = pyarrow.Table.from_batches([columns])
    session, fixed = _checked(
        columns.schema,
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
    added: list[list[Any]] = [[] for _ in COLUMNS]
    needed = [source] if path in (None, source) else [source, path]
    for piece in pieces(columns.select(needed)):
        sources, *others = _settled(session, piece, source, path, fixed, largest_row)
        for chunks, new in zip(added, [sources, *([column] for column in others)]):
            chunks.extend(new)
    types = [fixed.field(name).type for name in COLUMNS]
    chunked = [pyarrow.chunked_array(*column) for column in zip(added, types)]
    return pyarrow.Table.from_arrays([*columns.columns, *chunked], schema=fixed)


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


def _checked(
    given: pyarrow.Schema,
    source: str = "content",
    path: str | None = None,
    *,
    jobs: int | None = 1,
    largest_row: int = LARGEST_ROW,
    **settings: Any,
) -> tuple[_Session, pyarrow.Schema]:
    """Looks at all arguments of a call, for columns of this schema, and raises what is to be said against them."""
    fixed = schema(given, source, path)
    if jobs is not None:
        _count(jobs, "jobs", 1)
    _count(largest_row, "largest_row", 0)
    return _session(jobs=jobs, **settings), fixed


def _session(**given: Any) -> _Session:
    return _native(isolated=True, types=False, **given)


def _count(given: Any, argument: str, least: int) -> None:
    try:
        number = operator.index(given)
    except TypeError:
        told = f"argument {argument!r}: int is expected, not {type(given).__name__}"
        raise TypeError(told) from None
    if not least <= number < 1 << 63:
        raise SettingsError(f"takes a whole number from {least}, not {number}", None, None, argument)


def _columns(given: Any) -> Any:
    if isinstance(given, (pyarrow.RecordBatch, pyarrow.Table)):
        return given
    try:
        if hasattr(given, "__arrow_c_array__"):
            return pyarrow.record_batch(given)
        if hasattr(given, "__arrow_c_stream__"):
            return pyarrow.table(given)
    except (pyarrow.ArrowInvalid, TypeError) as error:
        raise TypeError(f"a batch has columns; {type(given).__name__} gives none: {error}") from error
    raise TypeError(
        "a batch is a RecordBatch or a Table, or gives one by the Arrow PyCapsule interface; "
        f"{type(given).__name__} does not"
    )


def _kind(given: pyarrow.Schema, name: str, argument: str) -> pyarrow.DataType:
    """The type of what becomes of the column of that name."""
    if not isinstance(name, str):
        raise TypeError(f"argument {argument!r}: str is expected, not {type(name).__name__}")
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
    """The type of what becomes of a column; `None` where nothing can."""
    if isinstance(kind, pyarrow.BaseExtensionType):
        return _plain(kind.storage_type)
    if pyarrow.types.is_dictionary(kind):
        # Few values may become many rows, of more bytes than other types hold.
        values = _plain(kind.value_type)
        if values is None:
            return None
        return pyarrow.large_string() if str(values) in BINARY else pyarrow.large_binary()
    if pyarrow.types.is_null(kind):
        return pyarrow.string()
    return kind if str(kind) in KINDS else None


def _settled(
    session: _Session,
    table: pyarrow.Table,
    source: str,
    path: str | None,
    fixed: pyarrow.Schema,
    largest_row: int,
) -> tuple[list[Any], Any, Any, Any]:
    """The four columns for a table; that of the sources is in chunks if it is the given one."""
    given = table.column(source)
    kind = fixed.field(COLUMNS[0]).type
    paths = None if path is None else parts(taken(*read(table.column(path), path)))
    sources, rows = read(given, source)
    if paths is not None:
        sources, rows = taken(sources, rows), None
    result, *others = session.column(parts(sources), str(kind) in BINARY, paths, largest_row)
    if rows is not None:
        result = taken(sources if result is None else result, rows)
        others = [column.take(rows) for column in others]
    elif result is None and is_dictionary(given):
        result = sources
    if result is not None:
        return ([result.view(kind)], *others)
    return ([chunk if chunk.type == kind else chunk.cast(kind) for chunk in map(storage, given.chunks)], *others)
