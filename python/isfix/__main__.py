"""The command: `python -m isfix`, and `isfix` where pip puts it."""

from __future__ import annotations

import signal
import sys

from isfix._child import CHILD
from isfix._isfix import main as command


def main() -> int:
    """Runs the command with the arguments of this process, and gives its exit status."""
    # Ctrl-C is for the command: an exception would wait until it has ended.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    return command(["isfix", *sys.argv[1:]], CHILD)


if __name__ == "__main__":
    sys.exit(main())
