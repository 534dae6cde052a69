"""Columns of Arrow as isfix reads them: plain, whole, by their buffers."""
# What pyarrow's objects are is not known.
# pyright: standard, reportMissingImports=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow
import pyarrow.compute

from ._errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["BINARY", "KINDS", "is_dictionary", "only_changed", "parts", "pieces", "read", "storage", "taken"]

#: What it has is made when it is imported.
_compute: Any = pyarrow.compute

#: The types of strings, and those of binary that are made like them; old pyarrows do not have them all.
BINARY = {"string": "binary", "large_string": "large_binary", "string_view": "binary_view"}
KINDS = frozenset((*BINARY.keys(), *BINARY.values()))

#: So many bytes are settled at once, if there are more: many enough for any number of threads, and few beside what
#: a type of 32-bit offsets holds.
_AT_ONCE = 128 << 20
#: Chunks that have as many bytes are not worth the copy that makes one of many.
_LARGE = 4 << 20


def pieces(table: pyarrow.Table) -> Iterator[pyarrow.Table]:
    """The same rows, about `_AT_ONCE` bytes at a time."""
    chunks = max(column.num_chunks for column in table.columns)
    size = _size(table)
    if size < chunks * _LARGE:
        yield from _cut(table, size)
        return
    for batch in table.to_batches():
        piece = pyarrow.Table.from_batches([batch])
        yield from _cut(piece, _size(piece))


def _cut(table: pyarrow.Table, size: int) -> Iterator[pyarrow.Table]:
    if table.num_rows < 2 or size <= _AT_ONCE:
        yield table
        return
    half = table.num_rows // 2
    for piece in (table.slice(0, half), table.slice(half)):
        yield from _cut(piece, _size(piece))


def _size(table: pyarrow.Table) -> int:
    """About how many bytes the rows have; of views, whose buffers a slice holds whole, only the views."""
    size = 0
    for column in table.columns:
        if is_dictionary(column):
            size += sum(map(_decoded_size, column.chunks))
        elif str(_storage_type(column.type)).endswith("_view"):
            size += 16 * len(column)
        else:
            size += column.nbytes
    return size


def _decoded_size(column: Any) -> int:
    column = storage(column)
    dictionary = storage(column.dictionary)
    average: int = dictionary.nbytes // max(1, len(dictionary))
    return len(column) * (8 + average)


def _storage_type(kind: pyarrow.DataType) -> pyarrow.DataType:
    while isinstance(kind, pyarrow.BaseExtensionType):
        kind = kind.storage_type
    return kind


def storage(column: Any) -> Any:
    """An array without what extensions make of it."""
    while isinstance(column, pyarrow.ExtensionArray):
        column = column.storage
    return column


def is_dictionary(column: pyarrow.ChunkedArray[Any]) -> bool:
    return bool(pyarrow.types.is_dictionary(_storage_type(column.type)))


def read(column: pyarrow.ChunkedArray[Any], name: str) -> tuple[Any, Any | None]:
    """A column as binary, whole: strings need not be UTF-8, as nobody has looked yet. Of dictionaries, the values
    that occur, and for each row the number of its value.
    """
    if is_dictionary(column):
        return _values([storage(chunk) for chunk in column.chunks], name)
    whole = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
    return _binary(storage(whole)), None


def _values(columns: Sequence[Any], name: str) -> tuple[Any, Any]:
    values: list[Any] = []
    numbers: list[Any] = []
    # Slices of a column have the same values.
    known: dict[tuple[Any, ...], int] = {}
    many = 0
    for column in columns:
        dictionary = storage(column.dictionary)
        buffers = [buffer and buffer.address for buffer in dictionary.buffers()]
        first = known.setdefault((*buffers, dictionary.offset, len(dictionary)), many)
        if first == many:
            # Only of these types is there `take` in any pyarrow, and they hold what becomes of it.
            values.append(_binary(dictionary).cast(pyarrow.large_binary()))
            many += len(dictionary)
        indices = column.indices
        past = _compute.greater_equal(indices, len(dictionary))
        if _compute.any(past).as_py() or _compute.any(_compute.less(indices, 0)).as_py():
            raise SettingsError(f"in column {name!r} there is an index outside of its dictionary", None, None, "batch")
        numbers.append(_compute.add(indices.cast(pyarrow.int64()), first))
    values.append(pyarrow.nulls(1, pyarrow.large_binary()))
    numbers.append(pyarrow.array([], pyarrow.int64()))
    rows = pyarrow.concat_arrays(numbers).fill_null(many)
    used = rows.unique()
    return pyarrow.concat_arrays(values).take(used), _compute.index_in(rows, used)


def taken(values: Any, rows: Any | None) -> Any:
    """For each row the value of its number, if there are numbers."""
    if rows is None:
        return values
    try:
        return values.take(rows)
    except pyarrow.ArrowInvalid as error:
        reason = f"more comes of a dictionary than a column holds: give fewer rows at once ({error})"
        raise SettingsError(reason, None, None, "batch") from error


def _binary(column: Any) -> Any:
    if pyarrow.types.is_null(column.type):
        column = column.cast(pyarrow.string())
    binary = BINARY.get(str(column.type))
    return column if binary is None else column.view(getattr(pyarrow, binary)())


def parts(column: Any) -> tuple[Any | None, Any, list[Any]]:
    """What there is of a column of binary, each as an array of which nothing need be true but its length: whether
    rows are valid, where they are, and the bytes.
    """
    made = pyarrow.Array.from_buffers
    rows, offset = len(column), column.offset
    valid, places, *data = column.buffers()
    if valid is not None:
        valid = made(pyarrow.bool_(), rows, [None, valid], offset=offset)
    if str(column.type) == "binary_view":
        places = made(pyarrow.binary(16), rows, [None, places], offset=offset)
    else:
        kind = pyarrow.int64() if str(column.type) == "large_binary" else pyarrow.int32()
        # Without rows there need not be offsets.
        places = made(kind, rows + 1, [None, places], offset=offset) if rows else pyarrow.array([0], kind)
    held = [made(pyarrow.uint8(), buffer.size, [None, buffer]) for buffer in data if buffer is not None]
    return valid, places, held


def only_changed(fixed: Any) -> Any:
    """Of what `fix_batch` gives, the rows that change."""
    kept = fixed.column("isfix_changed")
    try:
        return fixed.filter(kept)
    except pyarrow.ArrowNotImplementedError:
        # There are types, such as views, that pyarrow slices and does not filter.
        places = [at for at, is_kept in enumerate(kept.to_pylist()) if is_kept]
        table = fixed if isinstance(fixed, pyarrow.Table) else pyarrow.Table.from_batches([fixed])
        table = pyarrow.concat_tables([table.slice(at, 1) for at in places] or [table.slice(0, 0)])
        if isinstance(fixed, pyarrow.Table):
            return table
        columns = [column.combine_chunks() for column in table.columns]
        return pyarrow.RecordBatch.from_arrays(columns, schema=fixed.schema)
