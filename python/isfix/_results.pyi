from typing import Generic, Literal, NamedTuple, TypeVar

from ._errors import IsfixError

__all__ = ["Edit", "Evidence", "FileResult", "Finding", "Fix", "FixResult", "Location"]

_S_co = TypeVar("_S_co", bound=str | bytes, covariant=True)

class Location(NamedTuple):
    """A place in a source, as an editor shows it."""

    row: int
    """from 1; lines end with LF, CR or both, and with nothing else that `str.splitlines` knows"""
    column: int
    """from 1, in code points"""

class Edit(NamedTuple):
    """A piece of a rewrite: what stands between two places gives way to other text."""

    content: str
    """what is put there"""
    location: Location
    """where it begins"""
    end_location: Location
    """where it ends: behind the last character"""

class Fix(NamedTuple):
    """A rewrite of one comparison, all or nothing."""

    applicability: Literal["safe", "unsafe", "display"]
    """"safe", "unsafe" (it may change what the code does), or "display" (never applied)"""
    message: str
    """what it does, in the imperative"""
    edits: tuple[Edit, ...]
    """a tuple of Edit, in source order"""
    group: int
    """findings of a source that bear the same number share one rewrite"""

class Evidence(NamedTuple):
    """What the judge said of a comparison, and why."""

    verdict: Literal["plain", "overloaded", "unknown"]
    """"plain" (== gives what `is` gives), "overloaded" (== is wanted), or "unknown\""""
    witness: Literal["context", "bindings", "settings", "types"] | None
    """who said so: "context", "bindings", "settings", "types"; None where nobody had anything to say"""
    reason: str
    """why, in a few words: "operand of `&`\""""

class Finding(NamedTuple):
    """What a rule says of one comparison of the source as it was given."""

    code: str
    """"E711\""""
    name: str
    """"none-comparison\""""
    message: str
    """what is wrong, in a sentence or two"""
    location: Location
    """where it begins, a Location"""
    end_location: Location
    """where it ends: behind the last character"""
    fix: Fix | None
    """the rewrite it is part of, a Fix, or None"""
    evidence: Evidence | None
    """what the judge said, an Evidence; None where it was not asked"""
    applied: bool
    """whether the rewrite is in the new source"""
    is_note: bool
    """whether it is right as it stands, and only remarked upon"""
    noqa_row: int
    """the row where a `# noqa` for it would be put"""
    url: str
    """where its rule is described"""

class FixResult(NamedTuple, Generic[_S_co]):
    """What became of a source."""

    source: _S_co
    """with the fixes: str for str, bytes for bytes; the very object that was given where nothing changed"""
    changed: bool
    """whether it did"""
    findings: tuple[Finding, ...]
    """a tuple of Finding, in source order"""
    applied: int
    """how many of them have their fix in the new source"""

class FileResult(NamedTuple):
    """What became of a file of a tree."""

    path: str
    """a str, as the walk names it: it begins with the path that was given"""
    changed: bool
    """whether there is something to fix in it"""
    written: bool
    """whether that was done"""
    findings: tuple[Finding, ...]
    """a tuple of Finding, in source order, with places in the file as it was"""
    applied: int
    """how many of them have their fix in what was, or would be, written"""
    error: IsfixError | None
    """an IsfixError: why the file was not looked at, or not written; None where all went well"""
