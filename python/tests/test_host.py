"""isfix in a host: threads, processes, interpreters, signals, imports."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import isfix
import pytest
from isfix import _child
from isfix._isfix import infers_types

SOURCE = "".join(f"def f{at}(x):\n    return x == None or x is 'a{at}'\n" for at in range(3_000))


def run(program, *arguments, **given):
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **given)


def test_others_run_while_it_works():
    turns = 0
    done = threading.Event()

    def turn():
        nonlocal turns
        while not done.is_set():
            turns += 1
            time.sleep(0.0005)

    other = threading.Thread(target=turn)
    other.start()
    before, started = turns, time.perf_counter()
    for _ in range(3):
        isfix.fix(SOURCE * 4)
    after, took = turns, time.perf_counter() - started
    done.set()
    other.join()
    # If the interpreter were held, the other would get no turn but between the calls.
    assert after - before > 20, f"{after - before} turns in {took:.2f} s"


def test_many_threads_get_what_one_gets():
    sources = [SOURCE[: 1_000 + 37 * at].rpartition("\n")[0] + "\n" for at in range(200)]
    sources = [source if source.count("\n") % 2 == 0 else source.rpartition("def")[0] for source in sources]
    expected = [isfix.fix(source) for source in sources]
    with ThreadPoolExecutor(8) as pool:
        assert [*pool.map(isfix.fix, sources)] == expected


def test_a_thread_with_a_small_stack():
    source = "(" * 3_000 + "x == None" + ")" * 3_000
    results = []
    before = threading.stack_size(256 * 1024)
    try:
        thread = threading.Thread(target=lambda: results.append(isfix.fix(source)))
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
    assert results[0].changed


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_forked_process_goes_on():
    isfix.fix(SOURCE)
    isfix.fix_paths(__file__)
    program = (
        "import isfix, os, sys\n"
        "isfix.fix('x == None')\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    os._exit(0 if isfix.fix('x == None').changed and isfix.fix_paths(sys.argv[1], jobs=2) == [] else 1)\n"
        "sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
    )
    assert run(program, isfix.__file__, timeout=60).returncode == 0


#: `create` makes another interpreter, one with a lock of its own if that is wanted and to be had; `told` runs code.
INTERPRETERS = """
import sys
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters

def create(apart):
    if sys.version_info >= (3, 13):
        return interpreters.create("isolated" if apart else "legacy")
    return interpreters.create(isolated=apart)

def told(other, code):
    failed = interpreters.run_string(other, code)
    assert failed is None, failed

REFUSED = '''
try:
    import isfix
except ImportError as error:
    assert "interpreter" in str(error), error
else:
    raise AssertionError("it is here, too")
'''
WORKS = '''
import isfix
assert type(isfix.find("x == None")[0]) is isfix.Finding
try:
    isfix.fix("x == None)")
except isfix.ParseError:
    pass
import sys
modules, seen = sys.modules, []
def progress(number, path):
    import sys
    seen.append(sys.modules is modules)
isfix.fix_paths(isfix.__file__, progress=progress)
assert seen == [True], seen
'''
"""


@pytest.mark.parametrize("apart", [False, True])
def test_other_interpreters_are_told(apart):
    program = INTERPRETERS + (
        "exec(WORKS)\n"
        "for _ in range(3):\n"
        f"    other = create({apart})\n"
        "    told(other, REFUSED)\n"
        "    interpreters.destroy(other)\n"
        "    exec(WORKS)\n"
        "del sys.modules['isfix._isfix'], sys.modules['isfix']\n"
        "exec(WORKS)\n"
    )
    got = run(program, timeout=60)
    assert got.returncode == 0, got.stderr


def test_the_first_interpreter_has_it_even_when_it_is_gone():
    """What stands where that was is another."""
    program = INTERPRETERS + (
        "import gc\n"
        "first = create(False)\n"
        "told(first, WORKS)\n"
        "exec(REFUSED)\n"
        "told(first, WORKS)\n"
        "interpreters.destroy(first)\n"
        "gc.collect()\n"
        "exec(REFUSED)\n"
        "for _ in range(20):\n"
        "    other = create(False)\n"
        "    told(other, REFUSED)\n"
        "    interpreters.destroy(other)\n"
    )
    got = run(program, timeout=60)
    assert got.returncode == 0, got.stderr


def test_ctrl_c_ends_the_work(tmp_path):
    for number in range(4_000):
        (tmp_path / f"m{number:04}.py").write_text(SOURCE[:20_000].rpartition("def")[0])
    program = (
        "import isfix, sys\n"
        "def progress(number, path):\n"
        "    if number == 1: print('begun', flush=True)\n"
        "isfix.fix_paths(sys.argv[1], progress=progress, types=False)\n"
        "print('done')\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout.readline() == "begun\n"
    child.send_signal(signal.SIGINT)
    sent = time.perf_counter()
    out, err = child.communicate(timeout=60)
    took = time.perf_counter() - sent
    assert "KeyboardInterrupt" in err and "done" not in out
    # All of it takes many times that.
    assert took < 3, f"{took:.1f} s"


def test_ctrl_c_is_for_the_command(tmp_path):
    """It ends as the program of its own does: at once where it waits, else with what it has done so far."""
    for number in range(2_000):
        (tmp_path / f"m{number:04}.py").write_text(SOURCE[:20_000].rpartition("def")[0])
    command = [sys.executable, "-m", "isfix"]
    with subprocess.Popen(
        [*command, "--no-types", str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout.readline()
        child.send_signal(signal.SIGINT)
        _, err = child.communicate(timeout=60)
    assert child.returncode == 130 and b"interrupted by signal 2" in err and b"Traceback" not in err
    with subprocess.Popen(
        [*command, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        time.sleep(1)
        child.send_signal(signal.SIGINT)
        assert child.wait(timeout=60) == -signal.SIGINT
        assert b"Traceback" not in child.stderr.read()


def test_importing_takes_little_time():
    """The median of several, as the interpreter measures it; a busy machine gets another chance."""

    def median():
        command = [sys.executable, "-I", "-X", "importtime", "-c", "import isfix"]
        times = []
        for _ in range(9):
            told = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=True).stderr
            *_, last = (line for line in told.splitlines() if line.endswith("| isfix"))
            times.append(int(last.split("|")[1]) / 1000)
        return sorted(times)[4]

    measured = [median() for _ in range(3)]
    print(f"importing takes {min(measured):.1f} ms")
    assert min(measured) < 30


def test_importing_loads_little():
    program = (
        "import sys; before = set(sys.modules)\n"
        "import isfix\n"
        "print(*sorted(set(sys.modules) - before))\n"
    )
    loaded = run(program).stdout.split()
    assert "isfix._isfix" in loaded
    assert not {"pyarrow", "asyncio", "subprocess", "dataclasses", "inspect"} & {*loaded}


def test_the_command_is_the_program(tmp_path):
    (tmp_path / "a.py").write_text("x == None\n")
    command = [sys.executable, "-m", "isfix"]
    version = subprocess.run([*command, "--version"], stdout=subprocess.PIPE, text=True)
    assert version.stdout.strip() == f"isfix {isfix.__version__}" and version.returncode == 0
    for arguments, status in [((), 1), (("--diff",), 1), (("--write",), 0), ((), 0), (("--no-such",), 2)]:
        got = subprocess.run([*command, *arguments], cwd=tmp_path, capture_output=True)
        assert got.returncode == status, (arguments, got.stderr)
    assert (tmp_path / "a.py").read_text() == "x is None\n"


def test_types_are_inferred_by_processes_of_the_interpreter(tmp_path):
    """What is no plain truth and of no type that is known by sight is asked of inference."""
    (tmp_path / "shop.py").write_text(
        "class Price:\n    def __eq__(self, other): return Query(self, other)\n"
        "class Query: ...\n"
        "def price() -> Price: ...\n"
    )
    (tmp_path / "a.py").write_text("import shop\nfound = shop.price() == None\n")
    without, = isfix.fix_paths(tmp_path / "a.py", types=False)
    within, = isfix.fix_paths(tmp_path / "a.py")
    assert without.changed or without.findings
    if not infers_types:
        pytest.skip("this build infers no types")
    assert within.findings[0].evidence.witness == "types"
    assert not within.changed
    (tmp_path / "isfix.toml").write_text("no-types = true\n")
    for types in (None, True, False):
        found, = isfix.fix_paths(tmp_path / "a.py", types=types)
        assert (found.findings[0].evidence.witness == "types") == (types is True)


@pytest.mark.parametrize(
    ("name", "frozen", "starts"),
    [
        ("python", False, True),
        ("python3", False, True),
        ("python3.11", False, True),
        ("python3.11-dbg", False, True),
        ("python3.13t", False, True),
        ("python3.14td", False, True),
        ("python3.12-intel64", False, True),
        ("pythonw.exe", False, True),
        ("python_d.exe", False, True),
        ("Python", False, True),
        ("pythonic", False, False),
        ("uwsgi", False, False),
        ("my-python-app", False, False),
        ("app", True, False),
        ("python3", True, False),
        ("", False, False),
    ],
)
def test_only_interpreters_are_started(name, frozen, starts, monkeypatch, tmp_path):
    program = str(tmp_path / name) if name else ""
    monkeypatch.setattr(sys, "executable", program)
    if frozen:
        monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert _child._interpreter() == (program if starts else None)


def test_a_link_to_an_interpreter_is_one(monkeypatch, tmp_path):
    link, other = tmp_path / "py", tmp_path / "app"
    link.symlink_to(os.path.realpath(sys.executable))
    other.write_text("")
    monkeypatch.setattr(sys, "executable", str(link))
    assert _child._interpreter() == str(link)
    monkeypatch.setattr(sys, "executable", str(other))
    assert _child._interpreter() is None


def test_a_program_that_is_no_interpreter_is_not_started_again(tmp_path):
    """Neither one that is frozen, nor one that Python is only a part of, nor whatever this process runs."""
    (tmp_path / "shop.py").write_text("def price() -> int: ...\n")
    (tmp_path / "a.py").write_text("import shop\nfound = shop.price() == None\n")
    application = tmp_path / "app"
    application.write_text(f"#!/bin/sh\necho started >>'{tmp_path}/log'\n")
    application.chmod(0o755)
    program = (
        "import sys, warnings\n"
        "sys.executable = sys.argv[2]\n"
        "import isfix, isfix.__main__\n"
        "isfix.fix('x == None', config=None)\n"
        "with warnings.catch_warnings(record=True) as warned:\n"
        "    warnings.simplefilter('always')\n"
        "    for _ in range(3): isfix.fix_paths(sys.argv[1])\n"
        "    isfix.fix_paths(sys.argv[1], types=False)\n"
        "print(*(it.message for it in warned), sep='\\n')\n"
    )
    for executable in (str(application), ""):
        got = run(program, str(tmp_path / "a.py"), executable, timeout=60)
        assert got.returncode == 0, got.stderr
        told = got.stdout.splitlines()
        assert not (tmp_path / "log").exists()
        if infers_types:
            assert len(told) == 1 and "types are not inferred" in told[0]
        else:
            assert told == [""]


LIMITED = """
import isfix, resource, sys
{before}
size, = (line for line in open("/proc/self/status") if line.startswith("VmSize"))
size = int(size.split()[1]) * 1024 + (8 << 20)
resource.setrlimit(resource.RLIMIT_AS, (size, size))
try:
    {work}
except Exception as error:
    print("raised", type(error), error)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits are Linux's")
def test_where_no_thread_is_to_be_had_this_one_works(tmp_path):
    for number in range(30):
        (tmp_path / f"m{number:02}.py").write_text("x == None\n")
    program = LIMITED.format(
        before="isfix.fix_paths(sys.argv[1], jobs=1, types=False)",
        work="print(*(it.path[-6:] for it in isfix.fix_paths(sys.argv[1], jobs=4, types=False)))",
    )
    got = run(program, str(tmp_path), timeout=60)
    assert got.stdout.split() == [f"m{number:02}.py" for number in range(30)], got.stderr
    assert got.stderr == ""
