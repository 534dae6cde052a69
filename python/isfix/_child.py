"""The process that infers types for another: it may be killed at any time, and costs an answer then.

It is run by its path, by an interpreter that looks at neither environment nor site-packages: a folder of the
project that is looked at must not be imported from.
"""

from __future__ import annotations

import os
import sys


def _interpreter() -> str | None:
    """The Python that runs this, if there is one that can be started: a program that Python is part of starts as
    itself. What a link is called says nothing, what it leads to does."""
    program = sys.executable
    if not program or getattr(sys, "frozen", False):
        return None
    names = os.path.basename(program), os.path.basename(os.path.realpath(program))
    return program if any(map(_is_python, names)) else None


def _is_python(name: str) -> bool:
    """Whether a program is called as interpreters are: `python3.13t`, `python3.11-dbg`, `pythonw.exe`, `Python`."""
    name = name.lower()
    behind = name[6:].lstrip("w0123456789.")
    is_more = behind[:1].isalpha() and behind not in ("d", "m", "t", "td", "exe")
    return name.startswith("python") and not is_more


_PROGRAM = _interpreter()

#: How such a process is started: the program and its arguments; `None` where there is none to start.
CHILD = None if _PROGRAM is None else (_PROGRAM, ["-I", "-S", os.path.abspath(__file__)])


def _serve() -> int:
    from importlib.machinery import PathFinder
    from importlib.util import module_from_spec

    spec = PathFinder.find_spec("_isfix", [os.path.dirname(os.path.abspath(__file__))])
    if spec is None or spec.loader is None:
        return 1
    native = module_from_spec(spec)
    spec.loader.exec_module(native)
    status = native.infer()
    return int(status)


if __name__ == "__main__":
    sys.exit(_serve())
