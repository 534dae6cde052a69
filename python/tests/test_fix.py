"""`fix` and `find`: sources in memory."""

import pickle

import isfix
import pytest

LATIN = "# -*- coding: latin-1 -*-\nname = 'caf\xe9'\nname is 'x'\n"


def test_text_stays_text_and_bytes_stay_bytes():
    assert isfix.fix("x is ''").source == "x == ''"
    assert isfix.fix(b"x is ''").source == b"x == ''"


def test_what_is_right_comes_back_as_the_very_object():
    for source in ("x = 1\n", b"x = 1\n", "", b""):
        result = isfix.fix(source)
        assert result.source is source
        assert result == isfix.FixResult(source, False, (), 0)


def test_every_byte_outside_of_a_fix_stays():
    source = b"\xef\xbb\xbfif x == None:\r\n\ty = 1\r\x0c\rz = 2  # \xc3\xa9"
    assert isfix.fix(source).source == source.replace(b"==", b"is")
    text = source.decode("utf-8")
    assert isfix.fix(text).source == text.replace("==", "is")


def test_bytes_are_read_as_they_declare_and_text_is_not():
    fixed = LATIN.replace("is", "==")
    assert isfix.fix(LATIN.encode("latin-1")).source == fixed.encode("latin-1")
    assert isfix.fix(LATIN).source == fixed
    wrong = "# coding: no-such-thing\nx == None\n"
    assert isfix.fix(wrong).changed
    with pytest.raises(isfix.DecodeError) as raised:
        isfix.fix(wrong.encode())
    assert raised.value.line == 1


def test_a_finding_says_where_what_and_why():
    source = "# \N{SNOWMAN}\nif not \N{GREEK SMALL LETTER ALPHA} == None: go()\n"
    first, = isfix.find(source)
    assert (first.code, first.name) == ("E711", "none-comparison")
    assert first.location == isfix.Location(2, 8) and first.end_location == (2, 17)
    assert first.fix.applicability == "safe" and first.fix.edits[-1].content == "is not"
    assert first.evidence == isfix.Evidence("plain", "context", first.evidence.reason)
    assert first.applied and not first.is_note and first.noqa_row == 2
    assert "none_comparison" in first.url and first.message


def test_findings_share_rewrites():
    result = isfix.fix("while not x is 'a': pass")
    assert result.source == "while x != 'a': pass"
    assert [finding.code for finding in result.findings] == ["E714", "F632"]
    assert len({finding.fix.group for finding in result.findings}) == 1
    assert result.applied == 2


def test_what_may_change_the_meaning_waits():
    source = "x is []\n"
    assert not isfix.fix(source).changed
    held, = isfix.find(source)
    assert held.fix.applicability == "unsafe" and not held.applied
    assert isfix.fix(source, unsafe_fixes=True).source == "x == []\n"


def test_a_query_is_left_alone():
    source = (
        "from sqlalchemy import Column, Integer\n"
        "class Order(Base):\n    sent = Column(Integer)\n"
        "session.query(Order).filter(Order.sent == None)\n"
    )
    result = isfix.fix(source)
    assert not result.changed
    assert [finding.is_note for finding in result.findings] == [True]
    assert result.findings[0].evidence.verdict == "overloaded"


def test_rules_are_chosen_by_lists_and_by_strings():
    source = "x == None; y is 'a'; z == True\n"
    assert isfix.fix(source, select="E711").source == "x is None; y is 'a'; z == True\n"
    assert isfix.fix(source, select=["F632"]).source == "x == None; y == 'a'; z == True\n"
    assert isfix.fix(source, ignore="E711,F632").source == source
    assert {finding.code for finding in isfix.find(source, extend_select=["E712"])} == {
        "E711",
        "E712",
        "F632",
    }
    truth = isfix.fix("if x == True: pass", select="E712", unsafe_fixes=True, true_false_style="truth")
    assert truth.source == "if x: pass"


def test_names_and_comments_are_heard():
    assert not isfix.fix("v = money == None", overloaded=["money"]).changed
    assert not isfix.fix("x == None  # noqa: E711").changed
    assert isfix.fix("x == None  # noqa: E711", ignore_noqa=True).changed


def test_settings_from_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = tmp_path / "isfix.toml"
    settings.write_text("ignore = ['E711']\n[per-file-ignores]\n'tests/*' = ['F632']\n")
    source = "x == None; y is 'a'\n"
    assert isfix.fix(source, config=settings).source == "x == None; y == 'a'\n"
    assert not isfix.fix(source, config=settings, path="tests/a.py").changed
    settings.write_text("ignore = [1]\n")
    with pytest.raises(isfix.SettingsError) as raised:
        isfix.fix(source, config=settings)
    assert raised.value.line == 1 and raised.value.path == str(settings)


def test_arguments_go_before_settings_either_way(tmp_path):
    settings = tmp_path / "isfix.toml"
    settings.write_text("unsafe-fixes = true\nignore-noqa = true\n")
    for argument, source in [("unsafe_fixes", "x is []"), ("ignore_noqa", "x == None  # noqa")]:
        for given, on_top in [(None, True), (True, True), (False, False)]:
            assert isfix.fix(source, config=settings, **{argument: given}).changed == on_top
            assert isfix.find(source, config=settings, **{argument: given})[:1] != [] or not on_top
            assert isfix.fix(source, **{argument: given}).changed == bool(given)


def test_where_an_isolated_source_is_looked_at_is_of_no_account(tmp_path, monkeypatch):
    settings = tmp_path / "isfix.toml"
    settings.write_text("python = '.venv'\n[per-file-ignores]\n'tests/*' = ['E711']\n'/abs/**/b.py' = ['E711']\n")
    (tmp_path / "tests").mkdir()
    paths = {
        "tests/a.py": False,
        "./tests/a.py": False,
        "/tests/a.py": False,
        "tests/more/a.py": False,
        "a.py": True,
        "../tests/a.py": True,
        tmp_path / "tests/a.py": True,
        "/abs/far/b.py": False,
    }
    for folder in (tmp_path, tmp_path / "tests", "/"):
        monkeypatch.chdir(folder)
        found = {path: isfix.fix("x == None", path=path, config=settings).changed for path in paths}
        assert found == paths
    monkeypatch.setenv("VIRTUAL_ENV", "/no/such")
    assert isfix.fix("x == None", python="/no/such").changed


def test_it_needs_no_folder_to_stand_in(tmp_path, monkeypatch):
    settings = tmp_path / "isfix.toml"
    settings.write_text("ignore = ['E711']\n")
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert isfix.fix("x == None").changed
    assert not isfix.fix("x == None", path="a.py", config=settings).changed
    monkeypatch.chdir("/")


def test_an_isolated_source_knows_nothing_of_where_it_is(tmp_path, monkeypatch):
    (tmp_path / "isfix.toml").write_text("ignore = ['E711']\n")
    monkeypatch.chdir(tmp_path)
    assert isfix.fix("x == None").changed
    assert isfix.fix("x == None", path="a.py").changed
    assert not isfix.fix("x == None", path="a.py", isolated=False).changed


@pytest.mark.parametrize(
    ("source", "line", "column"),
    [("x == None)", 1, 10), ("\n\n  x is (", 3, 1), (b"def f(:\n", 1, 7)],
)
def test_what_is_no_python_raises(source, line, column):
    with pytest.raises(isfix.ParseError) as raised:
        isfix.fix(source, path="pkg/a.py")
    error = raised.value
    assert (error.line, error.column, error.path) == (line, column, "pkg/a.py")
    assert str(error) == f"pkg/a.py:{line}:{column}: {error.message}"


@pytest.mark.parametrize(
    ("source", "line", "column"),
    [
        (b"x\ny = '\xff'\n", 2, 6),
        ("x\ny = '\udcff'\n", 2, 6),
        ("x\ny = '\0'\n", 2, 6),
        ("x == None".encode("utf-16"), None, None),
    ],
)
def test_what_is_no_text_raises(source, line, column):
    with pytest.raises(isfix.DecodeError) as raised:
        isfix.fix(source)
    if line is not None:
        assert (raised.value.line, raised.value.column) == (line, column)


@pytest.mark.parametrize(
    "arguments",
    [
        {"select": "Q1"},
        {"ignore": ["E711", "nonsense"]},
        {"plain": ["not a name"]},
        {"config": "/no/such/settings.toml"},
        {"true_false_style": "maybe"},
    ],
)
def test_settings_that_cannot_be_used_raise(arguments):
    with pytest.raises(isfix.SettingsError) as raised:
        isfix.fix("x == None", **arguments)
    assert isinstance(raised.value, ValueError)
    assert raised.value.path in (*arguments, "/no/such/settings.toml")


def test_what_is_no_source_is_a_type_error():
    for wrong in (None, 1, ["x"], bytearray(b"x"), memoryview(b"x")):
        with pytest.raises(TypeError, match="str or bytes"):
            isfix.fix(wrong)
    with pytest.raises(TypeError):
        isfix.fix("x", no_such_argument=True)


@pytest.mark.parametrize(
    ("argument", "wrong", "expected"),
    [
        ("select", 1, "str or an iterable of str is expected, not int"),
        ("ignore", b"E711", "str or an iterable of str is expected, not bytes"),
        ("plain", ["x", 1], "str in the iterable is expected, not int"),
        ("path", b"a.py", "str or os.PathLike[str] is expected, not bytes"),
        ("config", 1, "str or os.PathLike[str] is expected, not int"),
        ("true_false_style", 1, "str"),
        ("unsafe_fixes", "no", "bool"),
    ],
)
def test_what_is_expected_is_told(argument, wrong, expected):
    with pytest.raises(TypeError) as raised:
        isfix.fix("x", **{argument: wrong})
    assert f"argument '{argument}'" in str(raised.value) and expected in str(raised.value)


@pytest.mark.parametrize("opening", ["(", "[", "f(", "not ", "lambda: ", "-", "f'{", "x if y else "])
def test_hostile_nesting_is_an_error_of_that_source(opening):
    with pytest.raises(isfix.ParseError):
        isfix.fix(opening * 200_000 + "x == None")


def test_a_deep_source_is_read():
    source = "(" * 5_000 + "x == None" + ")" * 5_000
    assert isfix.fix(source).source == source.replace("==", "is")


def test_results_and_errors_can_be_sent_elsewhere():
    result = isfix.fix("if not x == None: pass")
    assert pickle.loads(pickle.dumps(result)) == result
    for source in ("x == None)", b"\xff is ''"):
        with pytest.raises(isfix.IsfixError) as raised:
            isfix.fix(source, path="a.py")
        copy = pickle.loads(pickle.dumps(raised.value))
        assert (type(copy), str(copy), vars(copy)) == (
            type(raised.value),
            str(raised.value),
            vars(raised.value),
        )


def test_a_second_run_changes_nothing():
    source = "if not x == None and not y is 'a' or not z in w: pass\n"
    once = isfix.fix(source).source
    assert once == "if x is not None and y != 'a' or z not in w: pass\n"
    assert isfix.fix(once).source is once


def test_names_have_no_power_over_who_reads_them():
    name = "a\x1b[31m\n::error\N{RIGHT-TO-LEFT OVERRIDE}.py"
    with pytest.raises(isfix.ParseError) as raised:
        isfix.fix("x == )", path=name)
    assert raised.value.path == name
    assert str(raised.value).startswith(r"a\x1b[31m\n::error\u202e.py:1:6: ")
    with pytest.raises(isfix.FileError) as raised:
        isfix.fix_file(name)
    assert str(raised.value) == r"a\x1b[31m\n::error\u202e.py: no such file"
    with pytest.raises(isfix.SettingsError, match=r"a\\x1b.*u202e"):
        isfix.fix("x", config=name)


def test_a_fault_says_what_it_left_alone():
    error = isfix.InternalError("no; the source was left alone", "a\n.py")
    assert str(error) == r"a\n.py: internal fault: no; the source was left alone"
    assert str(isfix.InternalError("no")) == "internal fault: no"
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_fixes_that_were_dropped_are_warned_of_where_the_call_stands(monkeypatch):
    class Session:
        def __init__(self, **given):
            pass

        def settle(self, source, path):
            return None, [], ["1:2: a fault"]

        def file(self, path, write):
            return b"", self.settle(b"", path), False, None

        def trees(self, paths, write, take):
            take(paths[0], True, write, [], None, ["1:2: a fault"])

        def warnings(self):
            return []

    monkeypatch.setattr(isfix, "_session", Session)
    for function, arguments in [
        (isfix.fix, {"source": "x", "path": "a\n.py"}),
        (isfix.find, {"source": "x", "path": "a\n.py"}),
        (isfix.fix_file, {"path": "a\n.py"}),
        (isfix.fix_paths, {"paths": "a\n.py", "write": True}),
    ]:
        with pytest.warns(isfix.IsfixWarning, match=r"^a\\n\.py:1:2: a fault$") as warned:
            result = function(**arguments)
        assert len(warned) == 1
        # The other one is called from Python here.
        assert warned[0].filename == __file__ or function is isfix.fix_paths
    # The others were made, and written.
    assert result == [isfix.FileResult("a\n.py", True, True, (), 0, None)]


@pytest.mark.parametrize("nothing", ["", " ", ",", "F632,"])
def test_a_rule_without_a_name_is_none_that_is_known(nothing):
    with pytest.raises(isfix.SettingsError, match="^select: unknown rule ``") as raised:
        isfix.find("x == None", select=nothing)
    assert raised.value.path == "select"
    assert isfix.find("x == None", select=[]) == []
