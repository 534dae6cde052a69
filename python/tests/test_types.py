"""What type checkers say of isfix, and of uses of it."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import isfix
import pytest

REPOSITORY = Path(__file__).parents[2]

#: What `stubtest` is to pass over, and why.
PASSED_OVER = """
# They need what is not here.
isfix\\.ray(\\..*)?
isfix\\.spark(\\..*)?
"""


#: As much of the engines as annotations name: the engines themselves need not be here.
ENGINES = {
    "ray/__init__.pyi": "from . import data as data",
    "ray/data.pyi": "class Dataset:\n    def count(self) -> int: ...",
    "pyspark/__init__.pyi": "",
    "pyspark/sql/__init__.pyi": "class DataFrame:\n    def count(self) -> int: ...",
}


def check(tool, *arguments, folder):
    """Runs a checker and gives what it said; it is passed over where it is not installed."""
    pytest.importorskip(tool.partition(".")[0])
    command = [sys.executable, "-m", tool, *map(str, arguments)]
    environment = {**os.environ, "MYPY_CACHE_DIR": str(folder / "cache"), "MYPYPATH": str(folder / "stubs")}
    run = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert run.returncode == 0, run.stdout
    return run.stdout


@pytest.fixture
def uses(tmp_path):
    """A folder with uses of isfix, far from its sources: what is installed is asked for types."""
    shutil.copy(REPOSITORY / "python/tests/typed.py", tmp_path)
    return tmp_path


@pytest.fixture
def uses_of_columns(tmp_path):
    pytest.importorskip("pyarrow")
    shutil.copy(REPOSITORY / "python/tests/typed_columns.py", tmp_path)
    for name, stub in ENGINES.items():
        path = tmp_path / "stubs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(stub + "\n")
    return tmp_path


def test_mypy_on_the_package(tmp_path):
    said = check("mypy", "--config-file", REPOSITORY / "pyproject.toml", REPOSITORY / "python/isfix", folder=tmp_path)
    assert "no issues found" in said


def test_pyright_on_the_package(tmp_path):
    check("pyright", "--project", REPOSITORY, "--pythonpath", sys.executable, folder=tmp_path)


def test_mypy_on_uses(uses):
    assert "no issues found in 1 source" in check("mypy", "--strict", "typed.py", folder=uses)


def test_pyright_on_uses(uses):
    (uses / "pyrightconfig.json").write_text(
        '{"typeCheckingMode": "strict", "reportUnnecessaryTypeIgnoreComment": true}'
    )
    check("pyright", "--pythonpath", sys.executable, folder=uses)


@pytest.mark.parametrize("has_types", [True, False], ids=["pyarrow-stubs", "no types"])
def test_mypy_on_uses_of_columns(uses_of_columns, has_types):
    if has_types and importlib.util.find_spec("pyarrow-stubs") is None:
        pytest.skip("there are no types of pyarrow")
    settings = uses_of_columns / "mypy.ini"
    # What is skipped is taken for anything, as is what comes without types.
    settings.write_text("[mypy]\n" + ("" if has_types else "[mypy-pyarrow.*]\nfollow_imports = skip\n"))
    said = check("mypy", "--config-file", settings, "--strict", "typed_columns.py", folder=uses_of_columns)
    assert "no issues found in 1 source" in said


def test_pyright_on_uses_of_columns(uses_of_columns):
    if importlib.util.find_spec("pyarrow-stubs") is None:
        pytest.skip("there are no types of pyarrow")
    # Not strict: the types of pyarrow have gaps, which are no errors of who uses them.
    (uses_of_columns / "pyrightconfig.json").write_text(
        '{"stubPath": "stubs", "include": ["typed_columns.py"], "reportUnnecessaryTypeIgnoreComment": true}'
    )
    check("pyright", "--pythonpath", sys.executable, folder=uses_of_columns)


@pytest.mark.parametrize("tool", ["mypy", "pyright"])
def test_a_checker_sees_what_is_wrong(tool, tmp_path):
    """What the others stand on can fail: types are found, and are no `Any`."""
    (tmp_path / "wrong.py").write_text("import isfix\nx: int = isfix.fix(b'').source\n")
    arguments = ["--pythonpath", sys.executable] if tool == "pyright" else ["--strict"]
    with pytest.raises(AssertionError, match="bytes"):
        check(tool, *arguments, "wrong.py", folder=tmp_path)


def test_stubs_are_what_runs(tmp_path):
    (tmp_path / "passed-over").write_text(PASSED_OVER)
    settings = REPOSITORY / "pyproject.toml"
    allowed = ["--allowlist", "passed-over", "--ignore-unused-allowlist"]
    said = check("mypy.stubtest", "isfix", "--mypy-config-file", settings, *allowed, folder=tmp_path)
    assert "no issues found" in said


def test_types_are_shipped():
    folder = Path(isfix.__file__).parent
    assert (folder / "py.typed").exists() and (folder / "_results.pyi").exists()

