"""What is promised of a wheel under every interpreter, without any package beside it: run with the folder that holds it."""

import concurrent.futures
import importlib.util
import inspect
import os
import pathlib
import pickle
import subprocess
import sys
import tempfile
import typing

sys.path.insert(0, sys.argv[1])

import isfix  # noqa: E402

assert pathlib.Path(isfix.__file__).parent.parent == pathlib.Path(sys.argv[1]), isfix.__file__

result = isfix.fix("x = y is 'caf\N{LATIN SMALL LETTER E WITH ACUTE}' or not z == None\n")
assert result.source == "x = y == 'caf\N{LATIN SMALL LETTER E WITH ACUTE}' or z is not None\n"
assert (result.changed, result.applied, len(result.findings)) == (True, 2, 2), result
assert pickle.loads(pickle.dumps(result)) == result and len({result, result}) == 1
assert isfix.fix(b"# coding: latin-1\nx is '\xe9'").source == b"# coding: latin-1\nx == '\xe9'"
with concurrent.futures.ThreadPoolExecutor(4) as pool:
    assert {it.source for it in pool.map(isfix.fix, ["x is ''"] * 100)} == {"x == ''"}

try:
    isfix.fix("x == (", path="a.py")
except isfix.ParseError as error:
    assert (error.line, error.path) == (1, "a.py")
    assert pickle.loads(pickle.dumps(error)) == error
else:
    raise AssertionError("no error")

for name in ("fix", "find", "fix_file", "fix_paths"):
    function = getattr(isfix, name)
    # Before, it knows no `|`.
    if sys.version_info < (3, 10):
        break
    assert {*typing.get_type_hints(function)} == {*inspect.signature(function).parameters, "return"}

with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder, "a.py")
    path.write_text("x == None\n")
    written, = isfix.fix_paths(folder, write=True, types=False)
    assert written.written and path.read_text() == "x is None\n", written
    path.write_text("x == None\n")
    command = [sys.executable, "-m", "isfix", "--no-types", "--write", folder]
    subprocess.run(command, env={**os.environ, "PYTHONPATH": sys.argv[1]}, stdout=subprocess.PIPE, check=True)
    assert path.read_text() == "x is None\n"

if importlib.util.find_spec("pyarrow") is None:
    try:
        import isfix.arrow  # noqa: F401
    except ModuleNotFoundError as error:
        assert error.name == "pyarrow"
    else:
        raise AssertionError("isfix.arrow without pyarrow")
print(isfix.__version__)
