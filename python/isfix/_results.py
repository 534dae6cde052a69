"""What comes of a source: tuples with names, and with tuples in them, which can be compared, hashed and pickled.

Their types stand in `_results.pyi`: a tuple with names that is generic, too, is more than Python 3.9 can run.
"""

from collections import namedtuple

__all__ = ["Edit", "Evidence", "FileResult", "Finding", "Fix", "FixResult", "Location"]


def _named(called, about, /, **fields):
    """A tuple with names, documented as a whole and field by field."""
    made = namedtuple(called, fields, module="isfix")
    width = max(map(len, fields))
    table = "".join(f"{field:{width}}  {what}\n" for field, what in fields.items())
    made.__doc__ = f"{about}\n\n{table}"
    for field, what in fields.items():
        getattr(made, field).__doc__ = what
    return made


Location = _named(
    "Location",
    "A place in a source, as an editor shows it.",
    row="from 1; lines end with LF, CR or both, and with nothing else that `str.splitlines` knows",
    column="from 1, in code points",
)

Edit = _named(
    "Edit",
    "A piece of a rewrite: what stands between two places gives way to other text.",
    content="what is put there",
    location="where it begins",
    end_location="where it ends: behind the last character",
)

Fix = _named(
    "Fix",
    "A rewrite of one comparison, all or nothing.",
    applicability='"safe", "unsafe" (it may change what the code does), or "display" (never applied)',
    message="what it does, in the imperative",
    edits="a tuple of Edit, in source order",
    group="findings of a source that bear the same number share one rewrite",
)

Evidence = _named(
    "Evidence",
    "What the judge said of a comparison, and why.",
    verdict='"plain" (== gives what `is` gives), "overloaded" (== is wanted), or "unknown"',
    witness='who said so: "context", "bindings", "settings", "types"; None where nobody had anything to say',
    reason='why, in a few words: "operand of `&`"',
)

Finding = _named(
    "Finding",
    "What a rule says of one comparison of the source as it was given.",
    code='"E711"',
    name='"none-comparison"',
    message="what is wrong, in a sentence or two",
    location="where it begins, a Location",
    end_location="where it ends: behind the last character",
    fix="the rewrite it is part of, a Fix, or None",
    evidence="what the judge said, an Evidence; None where it was not asked",
    applied="whether the rewrite is in the new source",
    is_note="whether it is right as it stands, and only remarked upon",
    noqa_row="the row where a `# noqa` for it would be put",
    url="where its rule is described",
)

FixResult = _named(
    "FixResult",
    "What became of a source.",
    source="with the fixes: str for str, bytes for bytes; the very object that was given where nothing changed",
    changed="whether it did",
    findings="a tuple of Finding, in source order",
    applied="how many of them have their fix in the new source",
)

FileResult = _named(
    "FileResult",
    "What became of a file of a tree.",
    path="a str, as the walk names it: it begins with the path that was given",
    changed="whether there is something to fix in it",
    written="whether that was done",
    findings="a tuple of Finding, in source order, with places in the file as it was",
    applied="how many of them have their fix in what was, or would be, written",
    error="an IsfixError: why the file was not looked at, or not written; None where all went well",
)
