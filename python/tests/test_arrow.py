"""`isfix.arrow`: columns of sources."""

import gc
import os
import random
import resource

import isfix
import pytest

pa = pytest.importorskip("pyarrow")

from isfix import arrow  # noqa: E402

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
        ({"content": ["x"]}, {}, "dict does not"),
        (columns(pa.string()), {"select": "Q"}, "unknown rule `Q`"),
        (columns(pa.string()), {"config": "/no/such.toml"}, "no such file"),
    ],
)
def test_what_is_wrong_with_a_call_is_told_before_work_starts(batch, arguments, told):
    with pytest.raises(isfix.SettingsError) as raised:
        arrow.fix_batch(batch, **arguments)
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
    hostile, plain = "x == None;" * 10_000_000, "x = 12345\n" * 10_000_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result = arrow.fix_batch(columns(pa.large_string(), [hostile, plain, "x == None"]))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    _, changed, findings, error = (result.column(name) for name in arrow.COLUMNS)
    assert changed.to_pylist() == [False, False, True]
    assert error.to_pylist() == [
        "holds 100000000 bytes, more than the 16777216 that are parsed at most",
        None,
        None,
    ]
    assert [len(it) for it in findings.to_pylist()] == [0, 0, 1]
    assert grown < 1_000_000, f"{grown} KB more"


def test_the_longest_row_is_chosen():
    batch = columns(pa.string(), ["x == None  # " + "y" * 100])
    assert rows_of(arrow.fix_batch(batch, largest_row=100))[0][3].startswith("holds 113 bytes")
    assert rows_of(arrow.fix_batch(batch, largest_row=113))[0][1]


def test_what_grows_beyond_its_type_is_told():
    """Text of just under two gigabytes, and a fix that adds a few bytes."""
    if os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") < 6 << 30:
        pytest.skip("there is too little memory")
    last = "x!=None"
    rows = ["#" * (1 << 24)] * 127 + ["#" * ((1 << 24) - 2 - len(last)), last]
    batch = columns(pa.string(), rows)
    with pytest.raises(OverflowError, match="smaller batches"):
        arrow.fix_batch(batch)


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


def test_no_memory_is_kept():
    batch = columns(pa.string(), SOURCES * 500)
    arrow.fix_batch(batch)
    gc.collect()
    before = pa.total_allocated_bytes()
    for _ in range(20):
        arrow.fix_batch(batch)
    gc.collect()
    assert pa.total_allocated_bytes() <= before + 1024


def test_a_batch_without_changes_shares_its_column():
    batch = columns(pa.string(), ["x = 1\n"] * 1_000)
    result = arrow.fix_batch(batch)
    old, new = (it.column(name).buffers()[2] for it, name in ((batch, "content"), (result, "isfix_source")))
    assert old.address == new.address
