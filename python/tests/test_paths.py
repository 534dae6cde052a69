"""`fix_file` and `fix_paths`: what the command does to files, it does."""

import copy
import errno
import json
import os
import pickle
import stat
import subprocess
import sys
import warnings

import isfix
import pytest
from isfix._isfix import infers_types

TREE = {
    "pkg/__init__.py": "",
    "pkg/a.py": "if x == None: pass\n",
    "pkg/b.py": "x is []\n",
    "pkg/broken.py": "x == None)\n",
    "pkg/plain.py": "x = 1\n",
    "pkg/deep/c.pyi": "y = x is 'a'\n",
    "pkg/notes.txt": "x == None\n",
    "node_modules/d.py": "x == None\n",
    "out/e.py": "x == None\n",
    ".gitignore": "out\n",
}


@pytest.fixture
def tree(tmp_path, monkeypatch):
    for name, text in TREE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_file_is_read_and_only_on_request_written(tree):
    result = isfix.fix_file("pkg/a.py")
    assert (result.source, result.changed, result.applied) == (b"if x is None: pass\n", True, 1)
    assert (tree / "pkg/a.py").read_text() == TREE["pkg/a.py"]
    os.chmod(tree / "pkg/a.py", 0o750)
    assert isfix.fix_file(tree / "pkg/a.py", write=True).changed
    assert (tree / "pkg/a.py").read_text() == "if x is None: pass\n"
    assert stat.S_IMODE(os.stat(tree / "pkg/a.py").st_mode) == 0o750
    again = isfix.fix_file("pkg/a.py", write=True)
    assert again == (b"if x is None: pass\n", False, (), 0)


def test_a_named_file_may_have_any_suffix(tree):
    assert isfix.fix_file("pkg/notes.txt").changed


def test_trees_are_walked_as_by_the_command(tree):
    results = isfix.fix_paths(".")
    assert [result.path for result in results] == [
        "pkg/a.py",
        "pkg/b.py",
        "pkg/broken.py",
        "pkg/deep/c.pyi",
    ]
    a, b, broken, c = results
    assert a.changed and not a.written and a.applied == 1 and a.error is None
    assert not b.changed and b.findings[0].fix.applicability == "unsafe"
    assert isinstance(broken.error, isfix.ParseError) and broken.error.line == 1
    assert c.changed
    for name, text in TREE.items():
        assert (tree / name).read_text() == text


def test_what_is_written_and_found_is_what_the_command_writes_and_finds(tree):
    command = [sys.executable, "-m", "isfix", "--no-types", "--output-format", "json"]
    run = subprocess.run([*command, "."], stdout=subprocess.PIPE)
    reported = [
        (os.path.relpath(entry["filename"]), entry["code"], entry["location"], entry["message"])
        for entry in json.loads(run.stdout)
        if entry["code"] != "invalid-syntax"
    ]
    results = isfix.fix_paths(".", types=False)
    found = [
        (result.path, finding.code, finding.location._asdict(), finding.message)
        for result in results
        for finding in result.findings
    ]
    assert found == reported
    assert [result.written for result in isfix.fix_paths(".", write=True)] == [True, False, False, True]
    fixed = {name: (tree / name).read_text() for name in TREE}
    for name, text in TREE.items():
        (tree / name).write_text(text)
    subprocess.run([*command, "--write", "."], stdout=subprocess.PIPE)
    assert fixed == {name: (tree / name).read_text() for name in TREE}


def test_any_number_of_threads_gives_the_same(tree):
    for number in range(200):
        (tree / f"pkg/m{number:03}.py").write_text(f"x{number} == None\n" * (number % 7 + 1))
    one = isfix.fix_paths(["pkg"], jobs=1, types=False)
    assert len(one) == 204
    for jobs in (2, 7, None):
        assert [it[:5] for it in isfix.fix_paths(["pkg"], jobs=jobs, types=False)] == [
            it[:5] for it in one
        ]


def test_progress_is_told_of_every_file(tree):
    seen = []
    isfix.fix_paths(["pkg"], progress=lambda number, path: seen.append((number, path)))
    assert [number for number, _ in seen] == [1, 2, 3, 4, 5, 6]
    assert ("pkg/plain.py") in [path for _, path in seen]


def test_what_progress_raises_ends_the_work(tree):
    for number in range(3_000):
        (tree / f"pkg/m{number:04}.py").write_text("x == None\n")

    class Enough(Exception):
        pass

    def progress(number, path):
        if number == 10:
            raise Enough

    with pytest.raises(Enough):
        isfix.fix_paths(["pkg"], write=True, jobs=2, progress=progress)
    written = sum("is" in path.read_text() for path in (tree / "pkg").glob("m*.py"))
    # Workers are ahead by some files, however many there are.
    assert written < 1_000
    assert not [*(tree / "pkg").glob(".isfix*")]


def test_what_is_not_there_is_its_own_error(tree):
    missing, a = isfix.fix_paths(["missing.py", "pkg/a.py"])
    assert isinstance(missing.error, isfix.FileError) and isinstance(missing.error, OSError)
    assert missing.path == "missing.py" and a.changed
    with pytest.raises(isfix.FileError, match="missing.py: no such file"):
        isfix.fix_file("missing.py")
    with pytest.raises(isfix.FileError):
        isfix.fix_file("pkg")


def test_an_error_of_a_file_is_one_of_the_system(tree):
    with pytest.raises(OSError) as raised:
        isfix.fix_file("missing.py")
    error = raised.value
    assert (error.errno, error.strerror, error.filename) == (errno.ENOENT, "no such file", "missing.py")
    assert isinstance(error, isfix.FileError) and isinstance(error, FileNotFoundError)
    for copied in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(copied) is type(error) and str(copied) == "missing.py: no such file"
        assert copied.errno == errno.ENOENT and copied.strerror == "no such file"
        assert copied.filename == "missing.py" and vars(copied) == vars(error)
    with pytest.raises(IsADirectoryError) as raised:
        isfix.fix_file("pkg")
    assert (raised.value.errno, raised.value.filename) == (errno.EISDIR, "pkg")
    os.mkfifo("pipe")
    with pytest.raises(isfix.FileError, match="pipe: is not a regular file") as raised:
        isfix.fix_file("pipe")
    assert type(raised.value) is isfix.FileError and raised.value.errno is None


def test_every_number_has_its_class(tree):
    missing, = isfix.fix_paths(["missing.py"])
    assert isinstance(missing.error, FileNotFoundError)
    os.chmod("pkg/a.py", 0o444)
    with pytest.raises(PermissionError) as raised:
        isfix.fix_file("pkg/a.py", write=True)
    assert raised.value.errno == errno.EACCES
    result, = isfix.fix_paths("pkg/a.py", write=True)
    assert isinstance(result.error, PermissionError)
    for number in errno.errorcode:
        error = isfix.FileError("no", "a.py", number)
        assert isinstance(error, type(OSError(number, ""))) and isinstance(error, isfix.FileError)
        assert (error.errno, error.strerror, error.filename) == (number, "no", "a.py")
        assert (type(error).__name__, type(error).__module__) == ("FileError", "isfix")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another")
def test_what_may_not_be_read_is_forbidden(tree):
    os.chmod("pkg/a.py", 0)
    for folder in (tree, "pkg"):
        os.chmod(folder, 0o755)
    program = (
        "import isfix, os\n"
        "os.seteuid(65534)\n"
        "try: isfix.fix_file('pkg/a.py', isolated=True)\n"
        "except PermissionError as error: print(error.errno, error)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert run.stdout == f"{errno.EACCES} pkg/a.py: no permission to read it\n", run.stderr


def test_what_cannot_be_written_is_told(tree):
    os.chmod(tree / "pkg/a.py", 0o444)
    result, = isfix.fix_paths("pkg/a.py", write=True)
    assert (result.changed, result.written, result.applied) == (True, False, 0)
    assert isinstance(result.error, isfix.FileError) and "read-only" in str(result.error)
    with pytest.raises(isfix.FileError, match="read-only"):
        isfix.fix_file("pkg/a.py", write=True)
    os.link(tree / "pkg/deep/c.pyi", tree / "other.pyi")
    with pytest.raises(isfix.FileError, match="hard links"):
        isfix.fix_file("other.pyi", write=True)
    assert isfix.fix_file("other.pyi", write=True, break_hard_links=True).changed


def test_settings_of_the_place_hold(tree):
    (tree / "isfix.toml").write_text("select = ['F632']\n")
    assert [it.path for it in isfix.fix_paths("pkg")] == ["pkg/b.py", "pkg/deep/c.pyi"]
    assert isfix.fix_paths("pkg", isolated=True)[0].path == "pkg/a.py"
    assert isfix.fix_paths("pkg", select="E711")[0].path == "pkg/a.py"
    assert isfix.fix_paths("pkg", extend_exclude="deep,b.py") == []
    (tree / "isfix.toml").write_text("selct = []\n")
    with pytest.raises(isfix.SettingsError, match="isfix.toml:1:1"):
        isfix.fix_paths("pkg", write=True)


def test_arguments_go_before_settings_either_way(tree):
    (tree / "isfix.toml").write_text(
        "unsafe-fixes = true\nignore-noqa = true\nno-respect-gitignore = true\nforce-exclude = true\n"
        "extend-exclude = ['pkg/a.py']\n"
    )
    (tree / "noqa.py").write_text("x == None  # noqa\n")

    def changed(path, **given):
        results = [it for it in isfix.fix_paths(path, **given) if it.changed]
        assert [result.path for result in results] in ([], [path])
        return results != []

    for argument, path, on in [
        ("unsafe_fixes", "pkg/b.py", True),
        ("ignore_noqa", "noqa.py", True),
        ("force_exclude", "pkg/a.py", False),
    ]:
        for given in (None, True, False):
            assert changed(path, **{argument: given}) == (on if given is not False else not on)
        if argument != "force_exclude":
            for given in (None, True, False):
                assert isfix.fix_file(path, **{argument: given}).changed == (given is not False)


def test_whether_ignore_files_are_read_is_said_either_way(tree):
    for setting in ("true", "false"):
        (tree / "isfix.toml").write_text(f"no-respect-gitignore = {setting}\n")
        for given in (None, True, False):
            seen = [it.path for it in isfix.fix_paths(".", respect_gitignore=given)]
            is_read = setting == "false" if given is None else given
            assert ("out/e.py" in seen) != is_read, (setting, given)


def test_hard_links_are_broken_or_not(tree):
    os.link("pkg/a.py", "other.py")
    (tree / "isfix.toml").write_text("break-hard-links = true\n")
    result, = isfix.fix_paths("other.py", write=True, break_hard_links=False)
    assert "hard links" in str(result.error)
    with pytest.raises(isfix.FileError, match="hard links"):
        isfix.fix_file("other.py", write=True, break_hard_links=False)
    assert isfix.fix_file("other.py", write=True).changed


def test_ignore_files_can_be_passed_over(tree):
    assert "out/e.py" in [it.path for it in isfix.fix_paths(".", respect_gitignore=False)]


def test_names_that_are_no_text(tree):
    name = os.fsencode(tree / "pkg") + b"/\xff.py"
    with open(name, "w") as file:
        file.write("x == None\n")
    result, = isfix.fix_paths(os.fsdecode(name))
    assert os.fsencode(result.path) == name and result.changed
    assert isfix.fix_file(os.fsdecode(name), write=True).changed


def test_nothing_is_nothing(tree):
    assert isfix.fix_paths([]) == []


@pytest.mark.parametrize(
    ("argument", "wrong", "told"),
    [
        ("jobs", 0, "takes a whole number from 1"),
        ("jobs", -(10**30), "takes a whole number from 1"),
        ("python", "/no/such", ""),
        ("exclude", ["["], ""),
        ("select", "Q1", "unknown rule"),
        ("true_false_style", "maybe", "takes 'identity' or 'truth', not \"maybe\""),
        ("config", "no.toml", "no such file"),
    ],
)
def test_what_is_wrong_with_an_argument_bears_its_name(tree, argument, wrong, told):
    if argument == "python" and not infers_types:
        pytest.skip("this build looks for no environments")
    with pytest.raises(isfix.SettingsError) as raised:
        isfix.fix_paths("pkg", write=True, **{argument: wrong})
    assert raised.value.path == ("no.toml" if argument == "config" else argument)
    assert told in raised.value.message
    assert (tree / "pkg/a.py").read_text() == TREE["pkg/a.py"]


@pytest.mark.parametrize(
    ("argument", "wrong", "told"),
    [
        ("progress", 5, "a callable is expected, not int"),
        ("jobs", "2", "int is expected, not str"),
        ("exclude", [None], "str in the iterable is expected, not NoneType"),
        ("break_hard_links", "no", "bool"),
    ],
)
def test_objects_of_the_wrong_kind_are_told_before_anything_is_done(tree, argument, wrong, told):
    with pytest.raises(TypeError) as raised:
        isfix.fix_paths("pkg", write=True, **{argument: wrong})
    assert f"argument '{argument}'" in str(raised.value) and told in str(raised.value)
    for paths in (5, [1], None):
        with pytest.raises(TypeError):
            isfix.fix_paths(paths, write=True)
    assert (tree / "pkg/a.py").read_text() == TREE["pkg/a.py"]


def test_any_number_of_threads_may_be_asked_for(tree):
    """More than there ever are is as many as there ever are."""
    assert len(isfix.fix_paths("pkg", jobs=10**30)) == 4


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_settings_of_others_are_told_of(tree):
    (tree / "isfix.toml").write_text("ignore = ['E711']\n")
    (tree / "pkg/deep/isfix.toml").write_text("ignore = ['F632']\n")
    for name in ("isfix.toml", "pkg/deep/isfix.toml"):
        os.chown(tree / name, 65534, 65534)
    not_read = "not read, for it belongs to another user (65534); `config` reads it, `isolated` does without"
    deep, here = f"pkg/deep/isfix.toml: {not_read}", f"isfix.toml: {not_read}"
    for call, expected in [
        (lambda: isfix.fix_paths("."), [here, deep]),
        (lambda: isfix.fix_paths(["pkg/deep/c.pyi", "pkg/a.py"]), [here, deep]),
        (lambda: isfix.fix_file("pkg/deep/c.pyi"), [here, deep]),
        (lambda: isfix.fix("x == None", path="pkg/deep/c.pyi", isolated=False), [here, deep]),
        (lambda: isfix.find("x == None", isolated=False), [here]),
    ]:
        with pytest.warns(isfix.IsfixWarning) as warned:
            call()
        assert [str(it.message) for it in warned] == expected
        assert {it.filename for it in warned} == {__file__}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for write in (isfix.fix_paths, isfix.fix_file):
            with pytest.raises(isfix.IsfixWarning):
                write("pkg/a.py", write=True)
        assert (tree / "pkg/a.py").read_text() == TREE["pkg/a.py"]
        isfix.fix_paths(".", isolated=True)
        isfix.fix_paths(".", config="isfix.toml")
        isfix.fix("x == None", path="pkg/a.py")


def test_lines_of_ignore_files_are_told_of(tree):
    (tree / ".gitignore").write_text("out\n[z-a]\n")
    with pytest.warns(isfix.IsfixWarning, match="gitignore") as warned:
        results = isfix.fix_paths(".")
    assert len(warned) == 1 and warned[0].filename == __file__
    assert [it.path for it in results if it.error is not None] == ["pkg/broken.py"]


def test_a_file_may_be_called_like_standard_input(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "-").write_text("x == None\n")
    (result,) = isfix.fix_paths("-", write=True)
    assert (result.path, result.written) == ("./-", True)


def test_settings_further_down_that_cannot_be_used_are_an_entry(tmp_path):
    (tmp_path / "a.py").write_text("x == None\n")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.py").write_text("x == None\n")
    (tmp_path / "sub" / "isfix.toml").write_text("\nselect = 3\n")
    fixed, failed = isfix.fix_paths(tmp_path, write=True)
    assert fixed.written and failed.path.endswith("sub/isfix.toml")
    error = failed.error
    assert type(error) is isfix.SettingsError
    assert (error.line, error.column, error.path) == (2, 10, failed.path)
    assert (tmp_path / "sub" / "b.py").read_text() == "x == None\n"
