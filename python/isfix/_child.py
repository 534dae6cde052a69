"""The process that infers types for another: it may be killed at any time, and costs an answer then.

It is run by its path, by an interpreter that looks at neither environment nor site-packages: a folder of the
project that is looked at must not be imported from.
"""

from __future__ import annotations

import os
import sys

#: How such a process is started: the program and its arguments; `None` where nobody knows the interpreter.
CHILD = (sys.executable, ["-I", "-S", os.path.abspath(__file__)]) if sys.executable else None


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
