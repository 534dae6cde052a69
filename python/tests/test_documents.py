"""Documents: what they show is what happens, and `help` has something to say of everything."""

import ast
import doctest
import importlib
import importlib.util
import inspect
import pkgutil
import pydoc
from pathlib import Path

import isfix
import pytest
from isfix import _results

REPOSITORY = Path(__file__).parents[2]
MODULES = [name for _, name, _ in pkgutil.iter_modules(isfix.__path__, "isfix.") if name[6] != "_"]
ENGINES = {"isfix.ray": "ray", "isfix.spark": "pyspark"}


@pytest.mark.parametrize("name", ["isfix", *MODULES])
def test_examples_of_modules(name):
    if importlib.util.find_spec(ENGINES.get(name, "isfix")) is None:
        pytest.skip(f"{ENGINES[name]} is not here")
    if name == "isfix.arrow":
        pytest.importorskip("pyarrow")
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0 and result.failed == 0


@pytest.mark.parametrize(("name", "least"), [("README.md", 2), ("docs/python.md", 30)])
def test_examples_of_the_guide(name, least, tmp_path, monkeypatch):
    """What is shown as typed into Python is one session; what is for a shell is not run."""
    pytest.importorskip("pyarrow")
    monkeypatch.chdir(tmp_path)
    result = doctest.testfile(str(REPOSITORY / name), module_relative=False)
    assert result.attempted >= least and result.failed == 0


def test_help_reads_well():
    text = pydoc.render_doc(isfix, renderer=pydoc.plaintext)
    described = text[text.index("DESCRIPTION") : text.index("PACKAGE CONTENTS")]
    for name in ("fix ", "find ", "fix_file ", "fix_paths "):
        assert f"\n    {name}" in described, name
    assert "FixResult[_S]" in text and "class Finding(builtins.tuple)" in text
    assert "isfix._results" not in text and "isfix._isfix" not in text


def test_everything_has_something_to_say():
    for name in isfix.__all__:
        thing = getattr(isfix, name)
        if name not in ("__version__", "Rules", "StrPath"):
            assert inspect.getdoc(thing), name
            assert thing.__module__ == "isfix", name
    signature = inspect.signature(isfix.fix)
    assert [*signature.parameters][0] == "source"
    assert signature.parameters["path"].kind is inspect.Parameter.KEYWORD_ONLY


def test_stubs_say_of_results_what_they_say_of_themselves():
    """Editors show what stands in a stub."""
    stub = ast.parse((REPOSITORY / "python/isfix/_results.pyi").read_text())
    classes = {node.name: node for node in stub.body if isinstance(node, ast.ClassDef)}
    assert sorted(classes) == sorted(_results.__all__)
    for name, node in classes.items():
        runs = getattr(_results, name)
        first = inspect.getdoc(runs).partition("\n")[0]
        assert ast.get_docstring(node) == first
        said = [
            (field.target.id, about.value.value)
            for field, about in zip(node.body[1::2], node.body[2::2])
        ]
        assert said == [(field, getattr(runs, field).__doc__) for field in runs._fields]
