"""What the functions of isfix take, and the one way from there to the native half."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from typing import Any, Union

from ._child import CHILD
from ._isfix import Session

__all__ = ["RULES", "Rules", "StrPath", "read_by_old", "rules", "session"]

StrPath = Union[str, os.PathLike[str]]
Rules = Union[str, Iterable[str]]

#: The arguments that are lists: of rules, names or patterns.
RULES = frozenset(
    ("select", "ignore", "extend_select", "plain", "overloaded", "exclude", "extend_exclude")
)


def rules(given: Rules | None) -> list[str] | None:
    """A list, of one string at its commas, as the command takes it."""
    if given is None:
        return None
    if isinstance(given, str):
        return [part.strip() for part in given.split(",") if part.strip()]
    return list(given)


def session(**given: Any) -> Session:
    """What works under the arguments of a call."""
    for name in RULES & given.keys():
        given[name] = rules(given[name])
    return Session(**given, child=CHILD)


def read_by_old(*functions: Callable[..., object]) -> None:
    """Writes annotations so that `typing.get_type_hints` can read them on Python 3.9, too.

    It knows no `|` between types; there is one at the top of an annotation only.
    """
    if sys.version_info >= (3, 10):
        return
    for function in functions:
        function.__globals__.setdefault("Union", Union)
        for name, annotation in function.__annotations__.items():
            if " | " in annotation:
                either = ", ".join(annotation.split(" | "))
                function.__annotations__[name] = f"Union[{either}]"
