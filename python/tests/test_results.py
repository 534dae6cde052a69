"""Results and errors are values: equal where they tell the same, hashed and pickled as such."""

import copy
import pickle

import isfix
import pytest

SOURCE = "if not x == None and y is []: pass\n"
ERRORS = [
    isfix.ParseError("broken", 1, 2, "a.py"),
    isfix.DecodeError("broken", 1, 2, "a.py"),
    isfix.SettingsError("unknown rule", None, None, "select"),
    isfix.FileError("no such file", "a.py", 2),
    isfix.InternalError("broken", "a.py"),
]


def parts(value):
    yield value
    if isinstance(value, (tuple, list)):
        for part in value:
            yield from parts(part)


def test_what_becomes_of_a_source_is_a_value():
    one, same, other = isfix.fix(SOURCE), isfix.fix(SOURCE), isfix.fix("y is []")
    assert one.findings[0].fix.edits and one == same and hash(one) == hash(same)
    assert len({one, same, other}) == 2
    assert pickle.loads(pickle.dumps(one)) == one == copy.deepcopy(one)
    assert not any(isinstance(part, list) for part in parts(one))


def test_findings_are_values():
    found = isfix.find(SOURCE)
    assert isinstance(found, list) and len(found) > 1
    assert set(found) == set(isfix.find(SOURCE)) and {found[0]: 1}[isfix.find(SOURCE)[0]] == 1
    assert found[0] != isfix.find("\n" + SOURCE)[0]


def test_what_becomes_of_a_tree_is_made_of_values(tmp_path):
    texts = {"a.py": SOURCE, "b.py": "x == None)", "c.py": "# coding: no-such\nx == None", "d.py": "x = 1"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    paths = [tmp_path, tmp_path / "missing.py"]
    first, second = (isfix.fix_paths(paths, types=False) for _ in range(2))
    assert [type(result.error) for result in first].count(type(None)) == 1
    assert first == second and len({*first, *second}) == len(first) == 4
    assert not any(isinstance(part, list) for result in first for part in parts(result))
    # So is what is not looked at.
    assert isfix.fix_file(tmp_path / "d.py") == isfix.fix_file(tmp_path / "d.py")
    assert hash(isfix.fix_file(tmp_path / "d.py")) and isfix.fix_file(tmp_path / "d.py").findings == ()


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_are_equal_where_they_tell_the_same(error):
    same = pickle.loads(pickle.dumps(error))
    assert error == same and hash(error) == hash(same) and error is not same
    assert error != str(error) and error != Exception(*error.args)
    assert [other == error for other in ERRORS] == [other is error for other in ERRORS]
    _, given = error.__reduce__()[:2]
    for at, value in enumerate(given):
        if value is not None:
            changed = "other" if isinstance(value, str) else value + 1
            other = type(error)(*given[:at], changed, *given[at + 1 :])
            assert other != error and len({other, error, same}) == 2
