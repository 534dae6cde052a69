"""The arguments of the functions: the same ones where the same is meant, each handed on, with types at run time."""

import functools
import importlib
import importlib.util
import inspect
import subprocess
import sys
import types
import typing

import isfix
import pytest

#: In the order in which they stand everywhere.
SETTINGS = (
    "select",
    "ignore",
    "extend_select",
    "unsafe_fixes",
    "true_false_style",
    "ignore_noqa",
    "plain",
    "overloaded",
    "config",
)
SURROUNDINGS = ("isolated", "python", "types")
COLUMNS = ("source", "path", "jobs", "largest_row")
ON_ENGINES = {"fix_dataset": ("isfix.ray", "ray.data", "Dataset"), "fix_dataframe": ("isfix.spark", "pyspark.sql", "DataFrame")}


@pytest.fixture
def function(monkeypatch):
    """Any of the functions, by name; where its engine is not installed, what it imports of that is made up."""

    @functools.cache
    def find(name):
        if hasattr(isfix, name):
            return getattr(isfix, name)
        pytest.importorskip("pyarrow")
        module, engine, kind = ON_ENGINES.get(name, ("isfix.arrow", None, None))
        if engine and importlib.util.find_spec(engine.partition(".")[0]) is None:
            above = types.ModuleType(engine.partition(".")[0])
            made = types.ModuleType(engine)
            setattr(made, kind, type(kind, (), {}))
            setattr(above, engine.partition(".")[2], made)
            monkeypatch.setitem(sys.modules, above.__name__, above)
            monkeypatch.setitem(sys.modules, engine, made)
            # Forgotten again with what it has been given.
            monkeypatch.setitem(sys.modules, module, None)
            monkeypatch.delattr(isfix, module.partition(".")[2], raising=False)
            del sys.modules[module]
        return getattr(importlib.import_module(module), name)

    return find


NAMES = ["fix", "find", "fix_file", "fix_paths", "fix_batch", "fix_table", *ON_ENGINES]


def parameters(function):
    return inspect.signature(function).parameters


def same(one, other, names, but=()):
    """That parameters of two functions have one order, kind, default and annotation."""
    of_one, of_other = ([it for name, it in parameters(f).items() if name in names] for f in (one, other))
    assert [it.name for it in of_one] == [*names] == [it.name for it in of_other]
    for here, there in zip(of_one, of_other):
        assert here.name in but or here == there, (one.__name__, other.__name__)


@pytest.mark.parametrize("name", NAMES)
def test_settings_are_the_same_everywhere(name, function):
    same(isfix.fix, function(name), SETTINGS)
    options = list(parameters(function(name)).values())[1:]
    assert all(it.kind is it.KEYWORD_ONLY for it in options if it.name not in COLUMNS)


def test_what_is_done_to_sources_and_files_is_the_same(function):
    assert [*parameters(isfix.fix)] == [*parameters(isfix.find)]
    same(isfix.fix, isfix.find, [*parameters(isfix.fix)][1:])
    same(isfix.fix, isfix.fix_file, SURROUNDINGS, but=["isolated"])
    shared = [name for name in parameters(isfix.fix_file) if name != "path"]
    same(isfix.fix_file, isfix.fix_paths, shared)


@pytest.mark.parametrize("name", ["fix_table", *ON_ENGINES])
def test_what_is_done_to_columns_is_the_same(name, function):
    batch, other = function("fix_batch"), function(name)
    assert {*parameters(batch)} - {"batch"} <= {*parameters(other)}
    same(batch, other, ("source", "path", *SETTINGS, "jobs", "largest_row"), but=["jobs"])
    assert [*parameters(other)][1:3] == ["source", "path"] == [*parameters(batch)][1:3]


@pytest.mark.skipif(sys.version_info < (3, 11), reason="overloads are not kept")
def test_overloads_have_the_arguments_of_what_runs(function):
    runs = function("fix_batch")
    overloads = typing.get_overloads(runs)
    assert len(overloads) == 2
    for overload in overloads:
        same(runs, overload, [*parameters(runs)], but=["batch"])


class Handed(Exception):
    """What got to the native half."""


@pytest.mark.parametrize("name", ["fix", "find", "fix_file", "fix_paths", "fix_batch", "fix_table"])
def test_each_argument_gets_to_the_native_half(name, function, monkeypatch):
    called = function(name)
    module = importlib.import_module("isfix.arrow" if "fix_batch" in vars(sys.modules[called.__module__]) else "isfix")

    def session(**given):
        raise Handed(given)

    monkeypatch.setattr(module, "_native" if module.__name__ == "isfix.arrow" else "_session", session)
    at_work = {"source", "path", "paths", "write", "progress", "largest_row", "batch", "table"}
    if module.__name__ == "isfix.arrow":
        import pyarrow

        at_work.add("jobs")
        first = pyarrow.record_batch({"content": ["x == None"]})
    else:
        first = "x == None"
    given = {option: f"the {option}" for option in parameters(called) if option not in at_work}
    with pytest.raises(Handed) as raised:
        called(first, **given)
    handed, = raised.value.args
    of_its_own = {"opens_files": True} if name in ("fix_file", "fix_paths") else {}
    if module.__name__ == "isfix.arrow":
        of_its_own = {"isolated": True, "types": False, "jobs": parameters(called)["jobs"].default}
    assert handed == {**given, **of_its_own}


def test_lists_may_be_anything_that_can_be_gone_through():
    source = "x is []; y == None; z == True"
    codes = ["F632", "E712"]
    for given in (codes, tuple(codes), {*codes}, dict.fromkeys(codes), iter(codes), (it for it in codes), "F632, E712"):
        found = isfix.find(source, select=given)
        assert [it.code for it in found] == codes
    assert [it.code for it in isfix.find(source, extend_select={"E712"}, ignore=iter(["F632"]))] == ["E711", "E712"]


@pytest.mark.skipif(sys.version_info < (3, 10), reason="typing.get_type_hints knows no `|` before Python 3.10")
@pytest.mark.parametrize("name", [*NAMES, "schema"])
def test_types_can_be_had_at_run_time(name, function):
    called = function(name)
    hints = typing.get_type_hints(called)
    assert {*hints} == {*parameters(called), "return"}
    if name == "fix":
        style = hints["true_false_style"]
        assert style == typing.Optional[typing.Literal["identity", "truth"]]
        assert hints["path"] == typing.Optional[isfix.StrPath]
        assert hints["select"] == typing.Optional[isfix.Rules]
        assert typing.get_origin(hints["return"]) is isfix.FixResult


def test_importing_takes_nothing_else_along():
    """`typing`, which is most of what it takes, has users other than isfix."""
    script = "import __future__, os, sys, typing, warnings; known = {*sys.modules}; import isfix; print(*{*sys.modules} - known)"
    run = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, check=True)
    others = [name for name in run.stdout.split() if name.partition(".")[0] != "isfix"]
    assert others == []
