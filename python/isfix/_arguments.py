"""What the functions of isfix take, and the one way from there to the native half."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, Union

from ._child import CHILD
from ._isfix import Session

__all__ = ["Rules", "StrPath", "rules", "session"]

StrPath = Union[str, os.PathLike[str]]
Rules = Union[str, Iterable[str]]

#: The arguments that are lists: of rules or names, and of patterns.
RULES = frozenset(("select", "ignore", "extend_select", "plain", "overloaded"))
PATTERNS = frozenset(("exclude", "extend_exclude"))


def rules(given: Any) -> Any:
    """A list, of one string at its commas, as the command takes it: a rule without a name is none that it knows."""
    if isinstance(given, str):
        return [part.strip() for part in given.split(",")]
    # What is nothing of that kind the native half refuses, with the argument's name.
    if isinstance(given, (bytes, bytearray)) or not hasattr(given, "__iter__"):
        return given
    return list(given)


def patterns(given: Any) -> Any:
    """The same of patterns, of which there may be none."""
    return [part for part in rules(given) if part] if isinstance(given, str) else rules(given)


def session(**given: Any) -> Session:
    """What works under the arguments of a call."""
    for name in RULES & given.keys():
        given[name] = rules(given[name])
    for name in PATTERNS & given.keys():
        given[name] = patterns(given[name])
    return Session(**given, child=CHILD)
