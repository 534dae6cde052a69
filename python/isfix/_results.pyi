from typing import Generic, Literal, NamedTuple, TypeVar

from ._errors import IsfixError

__all__ = ["Edit", "Evidence", "FileResult", "Finding", "Fix", "FixResult", "Location"]

_S = TypeVar("_S", bound=str | bytes)

class Location(NamedTuple):
    row: int
    column: int

class Edit(NamedTuple):
    content: str
    location: Location
    end_location: Location

class Fix(NamedTuple):
    applicability: Literal["safe", "unsafe", "display"]
    message: str
    edits: list[Edit]
    group: int

class Evidence(NamedTuple):
    verdict: Literal["plain", "overloaded", "unknown"]
    witness: Literal["context", "bindings", "settings", "types"] | None
    reason: str

class Finding(NamedTuple):
    code: str
    name: str
    message: str
    location: Location
    end_location: Location
    fix: Fix | None
    evidence: Evidence | None
    applied: bool
    is_note: bool
    noqa_row: int
    url: str

class FixResult(NamedTuple, Generic[_S]):
    source: _S
    changed: bool
    findings: list[Finding]
    applied: int

class FileResult(NamedTuple):
    path: str
    changed: bool
    written: bool
    findings: list[Finding]
    applied: int
    error: IsfixError | None
