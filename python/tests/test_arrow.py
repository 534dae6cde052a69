"""`isfix.arrow`: columns of sources."""

import gc
import os
import random
import signal
import subprocess
import sys
import time
import weakref

import isfix
import pytest

pa = pytest.importorskip("pyarrow")

from isfix import _columns, arrow  # noqa: E402

STRINGS = [pa.string(), pa.large_string()]
BINARY = [pa.binary(), pa.large_binary()]
if hasattr(pa, "string_view"):
    STRINGS.append(pa.string_view())
    BINARY.append(pa.binary_view())

SOURCES = [
    "x == None\n",
    "x = 1\n",
    "",
    None,
    "if not x is 'a': pass  # \N{SNOWMAN}\n",
    "x == None)\n",
    "x is []\n",
    "# coding: latin-1\ny = '\xe9' is x\r\n",
    "from sqlalchemy import Column\nfound = Column(1) == None\n",
    "x" * 40 + " != None",
]


def columns(kind, sources=SOURCES, **more):
    if kind in BINARY:
        sources = [None if it is None else it.encode() for it in sources]
    return pa.RecordBatch.from_pydict({"content": pa.array(sources, kind), **more})


def rows_of(result):
    return list(zip(*(result.column(name).to_pylist() for name in arrow.COLUMNS)))


def views(array):
    """The views of an array, to be tampered with."""
    return bytearray(array.buffers()[1].to_pybytes())


def with_buffer(array, number, content):
    """An array with another buffer, about which nobody is asked."""
    buffers = array.buffers()
    buffers[number] = pa.py_buffer(bytes(content))
    return pa.Array.from_buffers(array.type, len(array), buffers)


def told(program):
    """What a program prints, in an interpreter of its own: most memory ever held is not that of other tests."""
    opening = "import resource, sys, pyarrow as pa; from isfix import arrow\n"
    opening += "def most(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10\n"
    ran = subprocess.run([sys.executable, "-c", opening + program], stdout=subprocess.PIPE, text=True, check=True)
    return ran.stdout.splitlines()


def one(source, **arguments):
    """What becomes of a row, by way of `fix`."""
    try:
        result = isfix.fix(source, **arguments)
    except (isfix.ParseError, isfix.DecodeError) as error:
        return source, False, [], f"{error.line}:{error.column}: {error.message}"
    return result.source, result.changed, [it.code for it in result.findings], None


@pytest.mark.parametrize("kind", STRINGS + BINARY, ids=str)
def test_each_row_becomes_what_fix_makes_of_it(kind):
    batch = columns(kind, numbers=list(range(len(SOURCES))))
    result = arrow.fix_batch(batch)
    assert isinstance(result, pa.RecordBatch)
    result.validate(full=True)
    assert result.schema == arrow.schema(batch.schema)
    assert result.schema.names == ["content", "numbers", *arrow.COLUMNS]
    assert result.column("content").equals(batch.column("content"))
    assert result.column("isfix_source").type == kind
    for source, row in zip(batch.column("content").to_pylist(), rows_of(result)):
        new, changed, findings, error = row
        if source is None:
            assert row == (None, False, [], None)
        else:
            assert (new, changed, [it["code"] for it in findings], error) == one(source)


def test_a_finding_has_the_shape_of_the_class():
    result = arrow.fix_batch(columns(pa.string(), ["\nnot x == None; y is []"]))
    first, second = result.column("isfix_findings").to_pylist()[0]
    of_class = isfix.find("\nnot x == None; y is []")
    for row, finding in zip((first, second), of_class):
        assert row == {
            "code": finding.code,
            "name": finding.name,
            "message": finding.message,
            "location": finding.location._asdict(),
            "end_location": finding.end_location._asdict(),
            "fix": {
                "applicability": finding.fix.applicability,
                "message": finding.fix.message,
                "edits": [
                    {
                        "content": edit.content,
                        "location": edit.location._asdict(),
                        "end_location": edit.end_location._asdict(),
                    }
                    for edit in finding.fix.edits
                ],
                "group": finding.fix.group,
            },
            "evidence": finding.evidence and finding.evidence._asdict(),
            "applied": finding.applied,
            "is_note": finding.is_note,
            "noqa_row": finding.noqa_row,
        }
    assert first["applied"] and not second["applied"]


def test_arguments_are_those_of_fix(tmp_path):
    batch = columns(pa.string(), ["x is []; y == None"])
    assert rows_of(arrow.fix_batch(batch, unsafe_fixes=True))[0][0] == "x == []; y is None"
    assert rows_of(arrow.fix_batch(batch, select="E711"))[0][0] == "x is []; y is None"
    config = tmp_path / "isfix.toml"
    config.write_text("[per-file-ignores]\n'tests/*' = ['E711']\n")
    batch = columns(pa.string(), ["y == None"] * 3, path=["tests/a.py", "a.py", None])
    changed = arrow.fix_batch(batch, path="path", config=config).column("isfix_changed")
    assert changed.to_pylist() == [False, True, True]


def test_a_table_goes_piece_by_piece():
    table = pa.Table.from_batches([columns(pa.string())] * 3)
    for result in (arrow.fix_table(table), arrow.fix_batch(table), arrow.fix_table(table, jobs=1)):
        assert isinstance(result, pa.Table) and result.num_rows == 3 * len(SOURCES)
        assert result.schema == arrow.schema(table.schema)
        assert rows_of(result) == 3 * rows_of(arrow.fix_batch(columns(pa.string())))
    assert arrow.fix_table(columns(pa.string())).num_rows == len(SOURCES)
    empty = arrow.fix_table(table.slice(0, 0))
    assert empty.num_rows == 0 and empty.schema == arrow.schema(table.schema)


def test_slices_and_metadata():
    batch = columns(pa.string()).replace_schema_metadata({"made": "by hand"})
    part = arrow.fix_batch(batch.slice(3, 4))
    assert rows_of(part) == rows_of(arrow.fix_batch(batch))[3:7]
    assert part.schema.metadata == {b"made": b"by hand"}


@pytest.mark.parametrize("jobs", [2, 3, 16])
def test_any_number_of_threads_gives_the_same(jobs):
    batch = columns(pa.string(), SOURCES * 200)
    assert arrow.fix_batch(batch, jobs=jobs).equals(arrow.fix_batch(batch))


def test_columns_of_other_makes():
    sources = ["x == None", "x = 1", "x == None"]
    expected = [row[0] for row in rows_of(arrow.fix_batch(columns(pa.string(), sources)))]
    dictionary = pa.array(sources).dictionary_encode()
    nulls = pa.nulls(3)
    for array, wanted in ((dictionary, expected), (nulls, [None] * 3)):
        result = arrow.fix_batch(pa.record_batch({"content": array}))
        assert [row[0] for row in rows_of(result)] == wanted
        assert result.column("content").equals(array)


def test_whatever_gives_arrow_is_taken():
    batch = columns(pa.string())

    class Array:
        def __arrow_c_array__(self, schema=None):
            return batch.__arrow_c_array__(schema)

    class Stream:
        def __arrow_c_stream__(self, schema=None):
            return pa.Table.from_batches([batch, batch]).__arrow_c_stream__(schema)

    assert arrow.fix_batch(Array()).equals(arrow.fix_batch(batch))
    assert arrow.fix_batch(Stream()).num_rows == 2 * batch.num_rows


@pytest.mark.parametrize(
    ("batch", "arguments", "told"),
    [
        (columns(pa.string()), {"source": "text"}, "source: no column 'text'; there are 'content'"),
        (columns(pa.string()), {"path": "name"}, "path: no column 'name'"),
        (pa.record_batch({"content": [1, 2]}), {}, "column 'content' holds int64, not strings or binary"),
        (pa.record_batch({"content": [["x"]]}), {}, "holds list<"),
        (columns(pa.string(), path=list(range(len(SOURCES)))), {"path": "path"}, "holds int64, not strings"),
        (columns(pa.string(), isfix_error=SOURCES), {}, "there is a column 'isfix_error' already"),
        (pa.RecordBatch.from_arrays([pa.array(["x"])] * 2, ["content"] * 2), {}, "2 columns 'content'"),
        (columns(pa.string()), {"select": "Q"}, "unknown rule `Q`"),
        (columns(pa.string()), {"config": "/no/such.toml"}, "no such file"),
        (columns(pa.string()), {"jobs": 0}, "jobs: takes a whole number from 1"),
        (columns(pa.string()), {"largest_row": -1}, "largest_row: takes a whole number from 0"),
        (columns(pa.string()), {"largest_row": 1 << 64}, "largest_row: takes a whole number from 0"),
    ],
)
def test_what_is_wrong_with_a_call_is_told_before_work_starts(batch, arguments, told):
    with pytest.raises(isfix.SettingsError) as raised:
        arrow.fix_batch(batch, **arguments)
    assert told in str(raised.value)
    with pytest.raises(isfix.SettingsError):
        arrow.fix_table(pa.Table.from_batches([], batch.schema), **arguments)


@pytest.mark.parametrize(
    ("batch", "arguments", "told"),
    [
        ({"content": ["x"]}, {}, "dict does not"),
        (pa.array(["x"]), {}, "a batch has columns; StringArray gives none"),
        (pa.chunked_array([["x"]]), {}, "a batch has columns; ChunkedArray gives none"),
        (columns(pa.string()), {"source": None}, "argument 'source': str is expected, not NoneType"),
        (columns(pa.string()), {"path": 3}, "argument 'path': str is expected, not int"),
        (columns(pa.string()), {"jobs": "2"}, "argument 'jobs': int is expected, not str"),
        (columns(pa.string()), {"largest_row": None}, "argument 'largest_row': int is expected, not NoneType"),
    ],
)
def test_what_is_of_another_kind_altogether(batch, arguments, told):
    for fix in (arrow.fix_batch, arrow.fix_table):
        with pytest.raises(TypeError) as raised:
            fix(batch, **arguments)
        assert told in str(raised.value)


def test_bytes_that_are_no_text_are_an_error_of_their_row():
    rows = [b"x == None", b"x is '\xff'", b"\xff\xfex\0", b"# coding: latin-1\nx is '\xff'", b"x == None\0"]
    result = rows_of(arrow.fix_batch(pa.record_batch({"content": pa.array(rows, pa.binary())})))
    assert [row[1] for row in result] == [True, False, False, True, False]
    assert result[1][3].startswith("1:7: invalid byte 0xff")
    assert "UTF-16" in result[2][3] and "NUL" in result[4][3]
    assert [row[0] for row in result] == [
        b"x is None",
        rows[1],
        rows[2],
        b"# coding: latin-1\nx == '\xff'",
        rows[4],
    ]


@pytest.mark.parametrize("kind", STRINGS, ids=str)
def test_text_that_is_no_text_is_an_error_of_its_row(kind):
    """Who made an array of strings need not have looked whether they are UTF-8."""
    rows = [b"x is ''", "# \N{SNOWMAN}\nx is '".encode() + b"\xff'", b"\xf0", None, b"# coding: latin-1\nx is '\xe9'"]
    batch = pa.record_batch({"content": pa.array(rows, BINARY[STRINGS.index(kind)]).view(kind)})
    result = arrow.fix_batch(batch)
    sources = result.column("isfix_source").view(BINARY[STRINGS.index(kind)]).to_pylist()
    assert result.column("isfix_source").type == kind
    assert sources == [b"x == ''", *rows[1:]]
    assert result.column("isfix_changed").to_pylist() == [True, False, False, False, False]
    assert result.column("isfix_error").to_pylist() == [
        None,
        "2:7: invalid byte 0xff in a string, which is UTF-8",
        "1:1: invalid byte 0xf0 in a string, which is UTF-8",
        None,
        "2:7: invalid byte 0xe9 in a string, which is UTF-8",
    ]
    # A path that is none is that of no file.
    paths = pa.array([b"\xff"] * 5, pa.binary()).view(pa.string())
    with_paths = arrow.fix_batch(batch.append_column("path", paths), path="path")
    assert with_paths.column("isfix_error").equals(result.column("isfix_error"))


@pytest.mark.parametrize("opening", ["(", "not ", "-", "f(", "lambda x=", "x[", "if x:\n "])
def test_hostile_nesting_is_an_error_of_its_row(opening):
    rows = ["x == None", opening * 200_000 + "x == None", "y == None"]
    result = rows_of(arrow.fix_batch(columns(pa.large_string(), rows)))
    assert [row[1] for row in result] == [True, False, True]
    assert result[1][0] == rows[1] and result[1][3]


def test_a_row_of_a_hundred_megabytes():
    """It would take gigabytes to parse; one that holds nothing to fix is passed over."""
    changed, findings, error, grown = told(
        "hostile, plain = 'x == None;' * 10_000_000, 'x = 12345\\n' * 10_000_000\n"
        "batch = pa.record_batch({'content': pa.array([hostile, plain, 'x == None'], pa.large_string())})\n"
        "before = most()\n"
        "_, *others = (arrow.fix_batch(batch).column(name) for name in arrow.COLUMNS)\n"
        "print(*(column.to_pylist() for column in others), most() - before, sep='\\n')\n"
    )
    assert changed == "[False, False, True]"
    assert findings.startswith("[[], [], [{'code': 'E711'")
    assert error == "['holds 100000000 bytes, more than the 16777216 that are parsed at most', None, None]"
    assert int(grown) < 1_000, f"{grown} MB more"


def test_of_a_row_no_more_is_kept_than_its_columns():
    few, many, made = map(
        int,
        told(
            "def run(rows): return arrow.fix_batch(pa.record_batch({'content': ['x == None;' * 50_000] * rows}))\n"
            "run(4); few = most()\n"
            "made = run(12).nbytes >> 20\n"
            "print(few, most(), made, sep='\\n')\n"
        ),
    )
    # A finding is some hundred times its text until it is in its columns; these grow by doubling.
    assert many - few < 2 * made, f"{few} MB for 4 rows, {many} MB for 12, of which {made} MB were made"


def test_too_many_findings_are_an_error_of_their_row():
    rows = ["x == None;" * 65_536, "x == None;" * 65_537, "x == None"]
    result = rows_of(arrow.fix_batch(columns(pa.string(), rows)))
    assert [(row[1], len(row[2])) for row in result] == [(True, 65_536), (False, 0), (True, 1)]
    assert result[1] == (rows[1], False, [], "holds 65537 findings, more than the 65536 that a row has at most")


def test_the_longest_row_is_chosen():
    batch = columns(pa.string(), ["x == None  # " + "y" * 100])
    assert rows_of(arrow.fix_batch(batch, largest_row=100))[0][3].startswith("holds 113 bytes")
    assert rows_of(arrow.fix_batch(batch, largest_row=113))[0][1]


@pytest.mark.skipif(
    os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") < 8 << 30, reason="there is too little memory"
)
def test_what_grows_beyond_its_type_is_an_error_of_its_row():
    """Text of just under two gigabytes, and fixes that take and add a few bytes."""
    last = ["x!=None", "not x in y", "y!=None"]
    rows = ["#" * (1 << 24)] * 127 + ["#" * ((1 << 24) - 2 - len("".join(last))), *last]
    batch = columns(pa.string(), rows)
    result = arrow.fix_batch(batch)
    assert result.column("isfix_error").to_pylist()[-3:] == [
        "its fixes would make the column longer than the 2 GiB that its type holds: "
        "give fewer rows at once, or a column of the large type",
        None,
        "its fixes would make the column longer than the 2 GiB that its type holds: "
        "give fewer rows at once, or a column of the large type",
    ]
    # What is as long as before has room.
    assert result.column("isfix_changed").to_pylist()[-3:] == [False, True, False]
    assert [len(it) for it in result.column("isfix_findings").to_pylist()[-3:]] == [0, 1, 0]
    source = result.column("isfix_source")
    assert source[:-2].equals(batch.column("content")[:-2])
    assert source[-2:].to_pylist() == ["x not in y", "y!=None"]
    del result, source
    # A table is cut before it comes to that.
    result = arrow.fix_table(pa.Table.from_batches([batch]))
    assert result.column("isfix_error").null_count == len(rows)
    assert result.column("isfix_source").to_pylist()[-3:] == ["x is not None", "x not in y", "y is not None"]


def test_generated_rows_are_what_fix_makes_of_them():
    dice = random.Random(20261122)
    pieces = ["x", "None", "==", "!=", "is", "is not", "not", "'a'", "[]", "(", ")", "\n", " ", "1", "in", "#", "é", ";", "if", ":", "=", "\r\n", "\t", "f'{x}'"]
    rows = ["".join(dice.choices(pieces, k=dice.randrange(12))) for _ in range(3_000)]
    for kind in (pa.string(), pa.binary()):
        batch = columns(kind, rows)
        for source, row in zip(batch.column("content").to_pylist(), rows_of(arrow.fix_batch(batch))):
            expected = one(source)
            if row[3] is None and expected[3] is not None:
                # The scan saw that there is nothing to fix, and did not ask whether it is Python.
                assert row == (source, False, [], None)
            else:
                assert (row[0], row[1], [it["code"] for it in row[2]], row[3]) == expected


@pytest.mark.parametrize("sources", [["x == None\n", "y\n"], ["y\n"]], ids=["changed", "shared"])
def test_what_is_given_and_made_is_released(sources):
    class Held(bytearray):
        """Its end is seen."""

    array = pa.array(sources * 1_000, pa.binary())
    held = Held(array.buffers()[2].to_pybytes())
    end = weakref.ref(held)
    array = pa.Array.from_buffers(array.type, len(array), [None, array.buffers()[1], pa.py_buffer(held)])
    result = arrow.fix_batch(pa.record_batch({"content": array}), jobs=2)
    assert result.column("isfix_source")[0].as_py() == isfix.fix(sources[0].encode()).source
    del array, held
    assert end() is not None
    del result
    gc.collect()
    assert end() is None


def test_no_memory_is_kept():
    first, last, made = map(
        int,
        told(
            "def now(): return int(open('/proc/self/statm').read().split()[1]) * resource.getpagesize() >> 20\n"
            "batch = pa.record_batch({'content': ['x == None\\n' * 20] * 100})\n"
            "def run(): return [arrow.fix_batch(batch).nbytes for _ in range(100)]\n"
            "run(); first = now(); made = sum(run() + run() + run()) >> 20\n"
            "print(first, now(), made, sep='\\n')\n"
        ),
    )
    assert made > 100
    assert last - first < 30, f"{first} MB, {last} MB after {made} MB more were made"


def test_a_batch_without_changes_shares_its_column():
    batch = columns(pa.string(), ["x = 1\n"] * 1_000)
    result = arrow.fix_batch(batch)
    old, new = (it.column(name).buffers()[2] for it, name in ((batch, "content"), (result, "isfix_source")))
    assert old.address == new.address


class Tagged(pa.ExtensionType):
    """Strings by another name."""

    def __init__(self, storage):
        super().__init__(storage, "isfix.tagged")

    def __arrow_ext_serialize__(self):
        return b""

    @classmethod
    def __arrow_ext_deserialize__(cls, storage, serialized):
        return cls(storage)


@pytest.mark.parametrize("kind", STRINGS + BINARY, ids=str)
@pytest.mark.parametrize("index", [pa.int8(), pa.uint32(), pa.int64()], ids=str)
def test_dictionaries(kind, index):
    """Nulls among the indices, and among the values."""
    values = columns(kind).column("content")
    numbers = [5, None, 0, 0, 3, 2, None, 4, 6, 7, 8, 9]
    array = pa.DictionaryArray.from_arrays(pa.array(numbers, index), values)
    decoded = pa.array([None if it is None else values[it].as_py() for it in numbers], kind)
    expected = rows_of(arrow.fix_batch(pa.record_batch({"content": decoded})))
    large = pa.large_binary() if kind in BINARY else pa.large_string()
    batch = pa.record_batch({"content": array, "path": array})
    for path in (None, "path"):
        result = arrow.fix_batch(batch, path=path)
        result.validate(full=True)
        assert result.schema == arrow.schema(batch.schema, path=path)
        assert result.column("isfix_source").type == large
        assert result.column("content").equals(array)
        assert rows_of(result) == expected
    chunks = pa.chunked_array([array[:3], array[3:3], array[1:], pa.DictionaryArray.from_arrays(array.indices, values[:10])])
    result = arrow.fix_table(pa.table({"content": chunks}))
    result.validate(full=True)
    assert rows_of(result) == expected[:3] + expected[1:] + expected
    tagged = pa.ExtensionArray.from_storage(Tagged(array.type), array)
    assert rows_of(arrow.fix_batch(pa.record_batch({"content": tagged}).slice(2, 5))) == expected[2:7]
    unused = pa.DictionaryArray.from_arrays(pa.array([None, None], index), values)
    assert rows_of(arrow.fix_batch(pa.record_batch({"content": unused}))) == [(None, False, [], None)] * 2


def test_a_value_of_a_dictionary_is_judged_once():
    value = "x == None  # noqa\n" * 700
    dictionary = pa.DictionaryArray.from_arrays(pa.array([0] * 20_000, pa.int32()), pa.array([value]))
    started = time.perf_counter()
    arrow.fix_batch(pa.record_batch({"content": [value] * 100}))
    took = time.perf_counter() - started
    started = time.perf_counter()
    arrow.fix_batch(pa.record_batch({"content": dictionary}))
    # Each by itself, they would take two hundred times that.
    assert time.perf_counter() - started < 5 * took + 1


def test_a_dictionary_with_an_index_outside():
    array = pa.DictionaryArray.from_arrays(pa.array([0, 7]), pa.array(["x is ''"]), safe=False)
    with pytest.raises(isfix.SettingsError, match="an index outside of its dictionary"):
        arrow.fix_batch(pa.record_batch({"content": array}))


@pytest.mark.parametrize("kind", STRINGS + BINARY, ids=str)
def test_extensions_and_slices(kind):
    batch = columns(kind)
    expected = rows_of(arrow.fix_batch(batch))
    tagged = pa.ExtensionArray.from_storage(Tagged(kind), batch.column("content"))
    for given in (batch, pa.record_batch({"content": tagged})):
        for start, rows in ((0, 10), (1, 9), (3, 4), (9, 1), (4, 0)):
            result = arrow.fix_batch(given.slice(start, rows))
            result.validate(full=True)
            assert rows_of(result) == expected[start : start + rows]
            assert result.column("isfix_source").type == kind


@pytest.mark.skipif(len(STRINGS) < 3, reason="this pyarrow makes no views")
def test_what_stands_under_a_null_is_of_no_account():
    rows = ["x is ''", None, "y = 1  # and something longer"]
    expected = ["x == ''", None, rows[2]]
    for kind in (pa.string_view(), pa.binary_view()):
        array = columns(kind, rows).column("content")
        garbage = views(array)
        garbage[16:32] = b"\xff" * 16
        array = with_buffer(array, 1, garbage)
        array.validate(full=True)
        for given in (array, array[1:], pa.concat_arrays([array, array[1:]])):
            source = arrow.fix_batch(pa.record_batch({"content": given})).column("isfix_source")
            texts = [it.decode() if isinstance(it, bytes) else it for it in source.to_pylist()]
            assert texts == {2: expected[1:], 3: expected, 5: expected + expected[1:]}[len(given)]
        table = pa.table({"content": pa.chunked_array([array, array])})
        assert arrow.fix_table(table).column("isfix_changed").to_pylist() == [True, False, False] * 2
    for kind, width in ((pa.string(), 4), (pa.large_string(), 8)):
        array = columns(kind, ["x is ''", None, None, "y is ''"]).column("content")
        offsets = bytearray(array.buffers()[1].to_pybytes())
        # Between two nulls there may be any number.
        offsets[2 * width : 3 * width] = b"\xee" * width
        result = arrow.fix_batch(pa.record_batch({"content": with_buffer(array, 1, offsets)}))
        assert result.column("isfix_source").to_pylist() == ["x == ''", None, None, "y == ''"]
        assert result.column("isfix_error").null_count == 4


@pytest.mark.skipif(len(STRINGS) < 3, reason="this pyarrow makes no views")
def test_a_row_outside_of_its_column_is_an_error_of_its_own():
    long = "x is ''  # and something longer"
    array = columns(pa.string_view(), [long, "x is ''", long]).column("content")
    for at, number in ((8, 7), (8, -1), (12, 1 << 30), (12, -5), (0, 1 << 30), (0, -1)):
        broken = views(array)
        broken[at : at + 4] = number.to_bytes(4, "little", signed=True)
        result = arrow.fix_batch(pa.record_batch({"content": with_buffer(array, 1, broken)}))
        error = "the row does not lie within the buffers of its column"
        assert result.column("isfix_error").to_pylist() == [error, None, None]
        assert result.column("isfix_changed").to_pylist() == [False, True, True]
        assert result.column("isfix_source").to_pylist() == [None, "x == ''", long.replace("is", "==")]
    for kind, width in ((pa.string(), 4), (pa.large_string(), 8)):
        array = columns(kind, ["x is ''"] * 4).column("content")
        for first, second in ((1 << 30, 14), (-8, 14), (14, 7)):
            offsets = bytearray(array.buffers()[1].to_pybytes())
            offsets[width : 2 * width] = first.to_bytes(width, "little", signed=True)
            offsets[2 * width : 3 * width] = second.to_bytes(width, "little", signed=True)
            result = arrow.fix_batch(pa.record_batch({"content": with_buffer(array, 1, offsets)}))
            assert "does not lie within" in "".join(filter(None, result.column("isfix_error").to_pylist()))
            assert result.column("isfix_changed").to_pylist()[-1] is True


def test_many_small_chunks_are_as_one():
    chunks = pa.chunked_array([["x is ''"], [], ["y = 1"], [None]] * 5_000, pa.string())
    paths = pa.chunked_array([["a.py"] * 7_000, ["b.py"] * 8_000])
    table = pa.table({"content": chunks, "path": paths})
    expected = rows_of(arrow.fix_table(table.combine_chunks(), path="path"))
    started = time.perf_counter()
    result = arrow.fix_table(table, path="path", jobs=2)
    # Each by itself, with threads of its own, they take many times that.
    assert time.perf_counter() - started < 1.5
    assert rows_of(result) == expected
    assert result.column("content").equals(chunks) and result.column("content").num_chunks == chunks.num_chunks


@pytest.mark.parametrize("kind", STRINGS + BINARY, ids=str)
def test_a_large_table_is_cut(kind, monkeypatch):
    batch = columns(kind, SOURCES * 50, path=[f"{at}.py" for at in range(500)])
    expected = rows_of(arrow.fix_batch(batch))
    monkeypatch.setattr(_columns, "_AT_ONCE", 2_000)
    for large in (1, 4 << 20):
        monkeypatch.setattr(_columns, "_LARGE", large)
        table = pa.Table.from_batches([batch.slice(0, 300), batch.slice(300)])
        result = arrow.fix_table(table, path="path")
        assert result.column("isfix_source").num_chunks > 2 and rows_of(result) == expected
    dictionary = pa.table({"content": pa.DictionaryArray.from_arrays(pa.array([*range(10)] * 50), batch["content"][:10])})
    result = arrow.fix_table(dictionary)
    assert result.column("isfix_source").num_chunks > 2 and rows_of(result) == expected


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system has no affinity")
def test_one_thread_for_each_processor_that_may_be_used():
    program = (
        "import glob, os, threading\n"
        "{}\n"
        "table = pa.table({{'content': ['x == None;' * 2_000] * 60}})\n"
        "work = threading.Thread(target=arrow.fix_table, args=(table,))\n"
        "work.start()\n"
        "seen = set()\n"
        "def name(task):\n"
        "    try: return open(task).read()\n"
        "    except OSError: return ''\n"
        "while work.is_alive():\n"
        "    seen.add(sum(name(it) == 'isfix-worker\\n' for it in glob.glob('/proc/self/task/*/comm')))\n"
        "print(max(seen))\n"
    )
    free = len(os.sched_getaffinity(0))
    assert told(program.format("os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})")) == ["1"]
    assert int(told(program.format(""))[0]) <= free


class Stopped(Exception):
    """Instead of a KeyboardInterrupt, which ends pytest."""


@pytest.mark.parametrize("source", ["if x is []: pass\n" * 400, "x == None  # noqa\n" * 400], ids=["found", "nothing"])
def test_ctrl_c_ends_the_work_though_nothing_is_fixed(source):
    batch = columns(pa.string(), [source] * 500)
    started = time.perf_counter()
    result = arrow.fix_batch(batch)
    whole = time.perf_counter() - started
    assert not any(result.column("isfix_changed").to_pylist())

    def stop(*_):
        raise Stopped

    before = signal.signal(signal.SIGALRM, stop)
    try:
        signal.setitimer(signal.ITIMER_REAL, whole / 10)
        started = time.perf_counter()
        with pytest.raises(Stopped):
            arrow.fix_batch(batch)
        assert time.perf_counter() - started < whole / 2
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_only_what_changes():
    batch = columns(pa.string(), numbers=list(range(len(SOURCES))))
    fixed = arrow.fix_batch(batch)
    expected = fixed.filter(fixed.column("isfix_changed"))
    assert 0 < expected.num_rows < len(SOURCES)
    assert _columns.only_changed(fixed).equals(expected)
    table = pa.Table.from_batches([fixed, fixed])
    assert _columns.only_changed(table).equals(pa.Table.from_batches([expected, expected]))
    if len(STRINGS) == 3:
        # pyarrow slices these, but does not filter them.
        fixed = arrow.fix_batch(columns(pa.string_view(), numbers=list(range(len(SOURCES)))))
        for given in (fixed, pa.Table.from_batches([fixed, fixed])):
            only = _columns.only_changed(given)
            assert only.column("isfix_source").to_pylist()[: expected.num_rows] == expected["isfix_source"].to_pylist()
            assert only.num_rows == expected.num_rows * given.num_rows // len(SOURCES) and only.schema == given.schema
        assert _columns.only_changed(fixed.slice(1, 1)).num_rows == 0


def test_arguments_are_looked_at_without_a_batch():
    """Of a union there is no empty array to be had."""
    union = pa.dense_union([pa.field("a", pa.int32())])
    _, fixed = arrow._checked(pa.schema([("content", pa.string()), ("x", union)]))
    assert fixed.names == ["content", "x", *arrow.COLUMNS]


def test_what_is_missing_is_told():
    script = "import sys; sys.modules['pyarrow'] = None; import isfix.arrow"
    run = subprocess.run([sys.executable, "-c", script], stderr=subprocess.PIPE, text=True)
    assert "isfix.arrow needs pyarrow: pip install 'isfix[arrow]'" in run.stderr
