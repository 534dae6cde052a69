"""The command: `python -m isfix`, and `isfix` where pip puts it."""

from __future__ import annotations

import sys

from isfix import _isfix
from isfix._child import CHILD


def main() -> int:
    """Runs the command with the arguments of this process, and gives its exit status."""
    return _isfix.main(["isfix", *sys.argv[1:]], CHILD)


if __name__ == "__main__":
    sys.exit(main())
