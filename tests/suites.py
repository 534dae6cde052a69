#!/usr/bin/env python3
"""Runs libraries' own test suites before and after `isfix --write` over the library and its tests.

    python3 tests/suites.py [--isfix PATH] [--only NAME,...] [--noqa] [--unsafe] [--work DIR] [--jobs N]
                            [-- OPTION...]

Takes each library from PyPI, in a pinned version, into a temporary folder (or DIR, where what was
fetched and run before is kept and used again): the sdist where it carries the tests and is Python
alone, else the wheel. Runs the parts of its suite that take minutes, databases on SQLite; then, in
copies, isfix over all of the library and its tests, and the same parts again:
- `default`: `--write`;
- with --noqa also `noqa`: `--write --ignore-noqa`, so that no comment helps;
- with --unsafe also `unsafe`: `--write --ignore-noqa --unsafe-fixes`, to see what is held back rightly.
OPTIONs are isfix's and go with each.

A name that ends in `-spelled` is a library whose own spelling of a test for NULL is first put as
`== None` in its tests, where the library documents the two as one: more sites that must stay.

Prints what was run, each test's outcome that differs, by its id, and a table. The files of
differing tests are run again, unchanged and changed: a test that ever comes to the same on both sides
does not count. Exits with
1 if `default` or `noqa` changes what a test comes to, 2 if a suite cannot be run. Needs Python 3.11
or 3.12 (for the pinned wheels), the network, and some 2 GB in the temporary folder.
"""

import argparse
import collections
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

# What runs the suites, and what the libraries import.
REQUIREMENTS = """
pytest==8.3.4 pytest-xdist==3.6.1 pytest-astropy==0.11.0 hypothesis==6.122.3
numpy==2.1.3 pyerfa==2.0.1.5 astropy-iers-data==0.2024.12.16.0.35.48 PyYAML==6.0.2 packaging==24.2
python-dateutil==2.9.0.post0 pytz==2024.2 tzdata==2024.2
typing_extensions==4.12.2 greenlet==3.1.1 aiosqlite==0.20.0
mpmath==1.3.0 cachetools==5.5.0 z3-solver==4.13.0.0 setuptools==75.6.0
""".split()


class Suite:
    """A library, where its code and tests are, and the parts to run."""

    def __init__(self, spec, kind, parts, path=".", options=(), env=None, before=None, name=None,
                 serial=False):
        self.name = name or spec.split("==")[0]
        self.spec, self.kind = spec, kind
        self.parts = parts.split()
        # The folder in the source that is imported from.
        self.path = path
        self.options, self.env = list(options), dict(env or {})
        # Whether its tests share a file, and so cannot run side by side.
        self.serial = serial
        # What is done to the unchanged source: pairs of pattern and replacement, for its tests.
        self.before = before or []


# Names that `collections` lost in Python 3.10, for the last peewee whose sdist carries all its tests.
COLLECTIONS = """
import collections, collections.abc
for name in ("Callable", "Iterable", "Mapping"):
    setattr(collections, name, getattr(collections.abc, name))
"""

SQLALCHEMY = dict(
    kind="sdist",
    parts="test/sql test/orm test/ext test/base test/engine test/dialect",
    path="lib",
    options=["--maxfail=100000"],
)
PEEWEE = dict(
    spec="peewee==2.2.5",
    kind="sdist",
    parts="tests.py playhouse/tests_gfk.py playhouse/tests_signals.py playhouse/tests_kv.py "
    "playhouse/tests_csv_loader.py playhouse/tests_shortcuts.py playhouse/tests_migrate.py "
    "playhouse/tests_test_utils.py playhouse/tests_read_slave.py",
    serial=True,
)

SUITES = [
    Suite("sqlalchemy==2.0.36", **SQLALCHEMY),
    Suite("sqlalchemy==2.0.36", **SQLALCHEMY, name="sqlalchemy-spelled", before=[
        (r"([\w.]+)\.is_\((?:None|null\(\))\)", r"(\1 == None)"),
        (r"([\w.]+)\.(?:is_not|isnot)\((?:None|null\(\))\)", r"(\1 != None)"),
    ]),
    Suite("sqlalchemy==1.4.54", **SQLALCHEMY, name="sqlalchemy14"),
    Suite(**PEEWEE),
    Suite(**PEEWEE, name="peewee-spelled", before=[(r"([\w.]+) >> None", r"(\1 == None)")]),
    Suite("pydal==20241204.1", "sdist",
          "tests/base.py tests/caching.py tests/indexes.py tests/is_url_validators.py tests/nosql.py "
          "tests/restapi.py tests/smart_query.py tests/sql.py tests/tags.py tests/validation.py "
          "tests/validators.py", options=["-o", "python_files=*.py"],
          env={"DB": "sqlite:memory"}, serial=True),
    Suite("tinydb==4.8.2", "sdist", "tests", options=["-o", "addopts="]),
    Suite("claripy==9.2.130", "sdist", "tests"),
    Suite(
        "pandas==2.2.3", "wheel",
        "pandas/tests/base pandas/tests/dtypes pandas/tests/arrays/boolean pandas/tests/arrays/integer "
        "pandas/tests/arrays/masked pandas/tests/reductions pandas/tests/arithmetic pandas/tests/copy_view "
        "pandas/tests/tools pandas/tests/series pandas/tests/frame/methods "
        "pandas/tests/frame/test_arithmetic.py pandas/tests/frame/test_query_eval.py "
        "pandas/tests/groupby/test_groupby_dropna.py",
        options=["-m", "not slow and not network and not db and not single_cpu"],
    ),
    Suite(
        "numpy==2.1.3", "wheel",
        "numpy/ma numpy/lib numpy/_core/tests/test_numeric.py numpy/_core/tests/test_scalarmath.py "
        "numpy/_core/tests/test_regression.py numpy/_core/tests/test_multiarray.py "
        "numpy/random/tests/test_random.py numpy/random/tests/test_randomstate.py",
        options=["-m", "not slow"],
    ),
    Suite(
        "sympy==1.13.3", "wheel",
        "sympy/sets sympy/codegen sympy/core sympy/logic sympy/assumptions sympy/printing sympy/matrices "
        "sympy/geometry sympy/physics/continuum_mechanics sympy/vector",
        options=["-m", "not slow"],
    ),
    Suite("astropy==6.1.7", "wheel", "astropy/units astropy/table astropy/coordinates/tests/test_sky_coord.py"),
]

VARIANTS = {
    "default": ["--write"],
    "noqa": ["--write", "--ignore-noqa"],
    "unsafe": ["--write", "--ignore-noqa", "--unsafe-fixes"],
}

# A plugin of pytest's that writes each test's outcome, by its id, a line each.
RECORDER = '''
import json, os

def pytest_configure(config):
    # Where tests are spread over processes, the one that spreads them hears of all.
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Recorder(open(os.environ["OUTCOMES"], "w")))

class Recorder:
    def __init__(self, file):
        self.file = file

    def write(self, report, outcome):
        self.file.write(json.dumps([report.nodeid, outcome]) + "\\n")
        self.file.flush()

    def pytest_runtest_logreport(self, report):
        expected = "x" if hasattr(report, "wasxfail") else ""
        if report.when == "call" or report.failed:
            self.write(report, expected + (report.outcome if report.when == "call" else "error"))
        elif report.skipped:
            self.write(report, expected + "skipped")

    def pytest_collectreport(self, report):
        if report.failed:
            self.write(report, "error")
'''


class Unrunnable(Exception):
    """A suite that could not be fetched or run."""


class Bench:
    """The folder in which everything is done."""

    def __init__(self, folder, isfix, options, jobs):
        self.folder, self.isfix, self.options, self.jobs = folder, os.path.abspath(isfix), options, jobs
        self.python = os.path.join(folder, "venv", "bin", "python")

    def prepare(self):
        os.makedirs(os.path.join(self.folder, "plugin"), exist_ok=True)
        for name, text in (("recorder.py", RECORDER), ("sitecustomize.py", COLLECTIONS)):
            with open(os.path.join(self.folder, "plugin", name), "w") as file:
                file.write(text)
        if not os.path.exists(self.python):
            run([sys.executable, "-m", "venv", os.path.join(self.folder, "venv")])
        run([self.python, "-m", "pip", "install", "-q", *REQUIREMENTS])

    def fetch(self, suite):
        """The unchanged source, as it is tested."""
        target = os.path.join(self.folder, suite.name, "before")
        if os.path.exists(target):
            return target
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.folder) as temp:
            pip = [self.python, "-m", "pip", "download", "-q", "--no-deps", "-d", temp]
            if suite.kind == "wheel":
                run([*pip, "--only-binary", ":all:", suite.spec])
                source = os.path.join(temp, "source")
                for name in os.listdir(temp):
                    zipfile.ZipFile(os.path.join(temp, name)).extractall(source)
            else:
                source = unpacked_sdist([*pip, "--no-binary", ":all:", suite.spec], temp)
            for pattern, replacement in suite.before:
                respell(source, suite, pattern, replacement)
            shutil.move(source, target)
        return target

    def copy(self, suite, variant):
        target = os.path.join(self.folder, suite.name, variant)
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.fetch(suite), target, symlinks=True,
                        ignore=shutil.ignore_patterns("__pycache__", ".pytest_cache"))
        return target

    def write(self, target, options):
        """Runs isfix over a copy; nothing in it may be left unread for want of a look."""
        command = [self.isfix, *options, *self.options, "--quiet", "--exclude", "", "--no-respect-gitignore", "--exit-zero"]
        run([*command, "--output-format", "concise", "."], cwd=target)

    def outcomes(self, suite, target, ids=None):
        """Each test's outcome, by its id."""
        path = os.path.join(self.folder, "outcomes")
        if os.path.exists(path):
            os.remove(path)
        env = {**os.environ, "OUTCOMES": path, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", **suite.env}
        env["PYTHONPATH"] = os.pathsep.join(
            [os.path.normpath(os.path.join(target, suite.path)), os.path.join(self.folder, "plugin")])
        command = [self.python, "-m", "pytest", "-q", "-p", "recorder", "-p", "no:cacheprovider", "-W", "ignore",
                   "--tb=no", *suite.options]
        if self.jobs > 1 and not suite.serial:
            command += ["-n", str(self.jobs)]
        ran = subprocess.run([*command, *(ids or suite.parts)], cwd=target, env=env, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, timeout=3600)
        found = collections.defaultdict(list)
        if os.path.exists(path):
            with open(path) as file:
                for line in file:
                    name, outcome = json.loads(line)
                    # Where the test lies is no part of its name.
                    name = re.sub("0x[0-9a-f]+", "0x", name.replace(target, ""))
                    found[name].append(outcome)
        if not found:
            raise Unrunnable("%s: no test ran:\n%s" % (suite.name, ran.stdout.decode("utf-8", "replace")[-3000:]))
        return {name: sorted(outcomes) for name, outcomes in found.items()}


def unpacked_sdist(command, temp):
    """What pip unpacks of an sdist before it would build it. Whether it can build it does not matter."""
    scratch = os.path.join(temp, "scratch")
    os.mkdir(scratch)
    ran = subprocess.run([*command, "--no-clean", "--no-build-isolation"], env={**os.environ, "TMPDIR": scratch},
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    found = [os.path.join(base, name) for base, folders, _ in os.walk(scratch) for name in folders
             if os.path.exists(os.path.join(base, name, "PKG-INFO")) and not name.endswith(".egg-info")]
    if not found:
        raise Unrunnable("%s: not fetched:\n%s" % (command[-1], ran.stdout.decode("utf-8", "replace")))
    return min(found, key=len)


def respell(source, suite, pattern, replacement):
    """Puts a library's own spelling as `== None` in its tests."""
    for part in suite.parts:
        for path in python_files(os.path.join(source, part)):
            with open(path, encoding="utf-8", newline="") as file:
                text = file.read()
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(re.sub(pattern, replacement, text))


def python_files(path):
    if path.endswith(".py"):
        return [path]
    return [os.path.join(base, name) for base, _, names in os.walk(path) for name in names if name.endswith(".py")]


def run(command, cwd=None):
    ran = subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if ran.returncode:
        said = ran.stdout.decode("utf-8", "replace")[-3000:]
        raise Unrunnable("%s exits with %d:\n%s" % (" ".join(command[:6]), ran.returncode, said))


def changed_lines(before, after):
    """How many lines differ, in the tests and elsewhere, and in how many files."""
    tests = others = files = 0
    for path in python_files(after):
        with open(path, "rb") as one, open(os.path.join(before, os.path.relpath(path, after)), "rb") as other:
            new, old = one.read().splitlines(), other.read().splitlines()
        number = sum(a != b for a, b in zip(old, new))
        files += number > 0
        if "test" in os.path.relpath(path, after):
            tests += number
        else:
            others += number
    return tests, others, files


def counted(outcomes):
    """How many tests passed, failed and were skipped."""
    counts = collections.Counter(outcome for row in outcomes.values() for outcome in row)
    failed = counts["failed"] + counts["error"]
    return "%d / %d / %d" % (counts["passed"] + counts["xpassed"], failed,
                             sum(counts.values()) - counts["passed"] - counts["xpassed"] - failed)


def differences(before, after):
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def steady(bench, suite, names, before, after):
    """Which of some tests differ again when their files are run again, both unchanged and changed, and
    never come to the same on both sides."""
    if not names:
        return []
    files = sorted({name.split("::")[0] for name in names})
    sides = [{name: [outcomes.get(name)] for name in names} for outcomes in (before, after)]
    for side, folder in zip(sides, ("unchanged", "changed")):
        again = bench.outcomes(suite, os.path.join(bench.folder, suite.name, folder), files)
        for name in names:
            side[name].append(again.get(name))
    return [name for name in names if not any(one in sides[1][name] for one in sides[0][name])]


def hold(bench, suite, variants):
    """Runs one suite before, and after each variant; the rows of the table, and whether all held."""
    print("%s (%s): %s" % (suite.name, suite.spec, " ".join(suite.parts)), flush=True)
    origin = bench.fetch(suite)
    before = bench.outcomes(suite, bench.copy(suite, "unchanged"))
    print("  before: %s" % counted(before), flush=True)
    rows, held, seen = [], True, {}
    for variant in variants:
        target = bench.copy(suite, "changed")
        bench.write(target, VARIANTS[variant])
        tests, others, files = changed_lines(origin, target)
        patch = tree(origin, target)
        if patch not in seen:
            after = bench.outcomes(suite, target) if patch else before
            names = differences(before, after)
            seen[patch] = after, steady(bench, suite, names, before, after)
        after, differ = seen[patch]
        for name in differ:
            print("  %s: %s: %s -> %s" % (variant, name, before.get(name, ["not run"]), after.get(name, ["not run"])))
        rows.append([suite.name, variant, files, others, tests, counted(before), counted(after), len(differ)])
        print("  " + " | ".join(map(str, rows[-1])), flush=True)
        held = held and (variant == "unsafe" or not differ)
    return rows, held


def tree(origin, target):
    """What isfix made of the files that it changed."""
    changed = []
    for path in sorted(python_files(target)):
        name = os.path.relpath(path, target)
        with open(path, "rb") as one, open(os.path.join(origin, name), "rb") as other:
            new = one.read()
            if new != other.read():
                changed.append((name, new))
    return tuple(changed)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--isfix", default="target/release/isfix")
    parser.add_argument("--only", default="", help="names of suites, joined by commas")
    parser.add_argument("--noqa", action="store_true", help="also with --ignore-noqa")
    parser.add_argument("--unsafe", action="store_true", help="also with --unsafe-fixes")
    parser.add_argument("--work", help="a folder to work in, and to keep")
    parser.add_argument("--jobs", type=int, default=2, help="processes that run tests [default: 2]")
    parser.add_argument("options", nargs="*", help="passed on to isfix, after `--`")
    args = parser.parse_args()
    only = [name for name in args.only.split(",") if name]
    if unknown := set(only) - {suite.name for suite in SUITES}:
        parser.error("no suite of that name: %s" % ", ".join(sorted(unknown)))
    suites = [suite for suite in SUITES if not only or suite.name in only]
    variants = ["default"] + ["noqa"] * args.noqa + ["unsafe"] * args.unsafe
    table, held = [], True
    with tempfile.TemporaryDirectory() as temp:
        bench = Bench(os.path.abspath(args.work or temp), args.isfix, args.options, args.jobs)
        try:
            bench.prepare()
            for suite in suites:
                rows, whole = hold(bench, suite, variants)
                table += rows
                held = held and whole
        except (Unrunnable, OSError, subprocess.TimeoutExpired) as error:
            print("suites.py: %s" % error, file=sys.stderr)
            return 2
    head = ["suite", "run", "files changed", "lines, library", "lines, tests",
            "before: passed / failed / other", "after", "tests that differ"]
    for row in [head, ["---"] * len(head), *table]:
        print("| %s |" % " | ".join(map(str, row)))
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
