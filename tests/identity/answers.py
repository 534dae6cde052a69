"""Asks the interpreter that runs it what it answers, for ../identity.py: a line for each question.

The first line names the implementation, its version and the version of Python. The others are a
question, a tab, and its answers: yes, no, or none where the question cannot be put. Written in what
CPython 3.8, PyPy and MicroPython have in common.
"""
import sys

# A value as source spells it, and how an equal one is made while the program runs.
VALUES = [
    ("None", "{}.get(0)"),
    ("True", "one < two"),
    ("...", "eval('...')"),
    ("NotImplemented", "eval('NotImplemented')"),
    ("-6", "int('-6')"),
    ("-5", "int('-5')"),
    ("256", "int('256')"),
    ("257", "int('257')"),
    ("2 ** 16", "int('65536')"),
    ("10 ** 20", "int('1' + '0' * 20)"),
    ("1.5", "float('1.5')"),
    ("2j", "complex(0, 2)"),
    ('""', "''.join([])"),
    ('"a"', "chr(97)"),
    ('"é"', "chr(233)"),
    ('"€"', "chr(8364)"),
    ('"name"', "''.join(['na', 'me'])"),
    ('"na" + "me"', "''.join(['na', 'me'])"),
    ('"two words"', "''.join(['two', ' words'])"),
    ('b""', "bytes([])"),
    ('b"a"', "bytes([97])"),
    ('b"ab"', "bytes([97, 98])"),
    ('f"name"', "''.join(['na', 'me'])"),
    ('f"{name}"', "''.join(['na', 'me'])"),
    ('f"{name}!"', "''.join(['name', '!'])"),
    ("()", "tuple([])"),
    ("(1, 2)", "tuple([1, 2])"),
    ("(one, two)", "tuple([1, 2])"),
    ("[]", "list()"),
    ("{}", "dict()"),
    ("{1}", "set([1])"),
]

# Comparisons of other things, after what must be there for them.
OTHERS = [
    ("1 == True", ""),
    ("1 is True", ""),
    ("0.0 == -0.0", ""),
    ("nan == nan", "nan = float('nan')"),
    ("nan is nan", "nan = float('nan')"),
    ("nan in [nan]", "nan = float('nan')"),
    ("[nan] == [nan]", "nan = float('nan')"),
    ('float("nan") is float("nan")', ""),
    ("mock.ANY == None", "from unittest import mock"),
    ("mock.ANY is None", "from unittest import mock"),
    ("eager == None", "class Eager:\n    def __eq__(self, other):\n        return True\neager = Eager()"),
    ("eager is None", "class Eager:\n    def __eq__(self, other):\n        return True\neager = Eager()"),
    ("s.upper == s.upper", "s = 'name'"),
    ("s.upper is s.upper", "s = 'name'"),
    ("id(s.upper) == id(s.upper)", "s = 'name'"),
    ("id(object()) == id(object())", ""),
    ("object() is object()", ""),
    ("list() is list()", ""),
    ("tuple() is tuple()", ""),
    ("str() is str()", ""),
    ('f"{name}" is name', "name = ''.join(['na', 'me'])"),
    ("frozenset() is frozenset()", ""),
    ("type(1) is int", ""),
]


def names():
    return {"one": 1, "two": 2, "name": "".join(["na", "me"])}


def functions(space, *results):
    """Compiles in one go functions that return these, called `f0`, `f1` and so on."""
    exec("".join("def f%d():\n    return %s\n" % pair for pair in enumerate(results)), space)
    return space


def in_one_function(value, made):
    space = names()
    exec("def f():\n    x = %s\n    return x is %s\n" % (value, value), space)
    return space["f"]()


def in_two_functions(value, made):
    space = functions(names(), value, value)
    return space["f0"]() is space["f1"]()


def in_two_modules(value, made):
    space = names()
    first = functions(space, value)["f0"]
    return first() is functions(space, value)["f0"]()


def made_at_run_time(value, made):
    space = names()
    first = functions(space, value)["f0"]
    other = functions(space, made)["f0"]
    if first() != other():
        raise AssertionError(value)
    return first() is other()


WAYS = [in_one_function, in_two_functions, in_two_modules, made_at_run_time]


def compare(comparison, before):
    space = {}
    exec(before, space)
    exec("def f():\n    return %s\n" % comparison, space)
    return space["f"]()


def said(ask, *question):
    try:
        return "yes" if ask(*question) else "no"
    except AssertionError:
        raise
    except Exception:
        return "none"


def version(numbers):
    return ".".join(str(number) for number in numbers[:3])


python = version(sys.version_info)
if hasattr(sys, "pypy_version_info"):
    print("PyPy", version(sys.pypy_version_info), python)
elif sys.implementation.name == "micropython":
    print("MicroPython", version(sys.implementation.version), python)
else:
    print("CPython", python, python)
for value, made in VALUES:
    print(value + "\t" + " ".join([said(way, value, made) for way in WAYS]))
for comparison, before in OTHERS:
    print(comparison + "\t" + said(compare, comparison, before))
