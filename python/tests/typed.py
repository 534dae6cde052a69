"""Uses of isfix as type checkers are to see them: held by test_types.py, never run.

Every `type: ignore` stands at an error that must be one: checkers complain of one that is not needed.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import isfix
from typing_extensions import assert_type


class Text(str):
    pass


def sources(text: str, raw: bytes, both: str | bytes, own: Text, fixed: Literal["x is ''"]) -> None:
    assert_type(isfix.fix(text), isfix.FixResult[str])
    assert_type(isfix.fix(raw), isfix.FixResult[bytes])
    assert_type(isfix.fix(both), isfix.FixResult[str | bytes])
    assert_type(isfix.fix(own), isfix.FixResult[str])
    assert_type(isfix.fix(fixed), isfix.FixResult[str])
    assert_type(isfix.fix("x is ''").source, str)
    assert_type(isfix.fix(b"x is ''").source, bytes)
    assert_type(isfix.find(text), list[isfix.Finding])
    assert_type(isfix.find(both), list[isfix.Finding])
    isfix.fix(None)  # type: ignore
    isfix.fix(1)  # type: ignore
    isfix.fix(bytearray(raw))  # type: ignore
    isfix.find([text])  # type: ignore
    wrong: isfix.FixResult[str] = isfix.fix(raw)  # type: ignore
    wider: isfix.FixResult[str | bytes] = isfix.fix(text)
    print(wrong, wider)


def arguments(text: str, word: str, style: Literal["identity", "truth"]) -> None:
    isfix.fix(
        text,
        path=Path("a.py"),
        select="ALL",
        ignore=["E711", "F632"],
        extend_select=("E712",),
        unsafe_fixes=True,
        true_false_style=style,
        ignore_noqa=True,
        plain=["Money"],
        overloaded="Column",
        config="isfix.toml",
        isolated=False,
        python=".venv",
        types=False,
    )
    isfix.fix(text, select={"E711"}, ignore=(code for code in ["F632"]))
    isfix.fix(text, "a.py")  # type: ignore
    isfix.fix(text, select=1)  # type: ignore
    isfix.fix(text, select=[1])  # type: ignore
    isfix.fix(text, path=b"a.py")  # type: ignore
    isfix.fix(text, true_false_style=word)  # type: ignore
    isfix.fix(text, unsafe=True)  # type: ignore
    isfix.fix(text, jobs=2)  # type: ignore


def own(text: str, rules: isfix.Rules, path: isfix.StrPath) -> isfix.FixResult[str]:
    return isfix.fix(text, select=rules, path=path)


def results(text: str) -> None:
    result = isfix.fix(text)
    assert_type(result.source, str)
    assert_type(result.changed, bool)
    assert_type(result.findings, tuple[isfix.Finding, ...])
    assert_type(result.applied, int)
    result.findings.append(result.findings[0])  # type: ignore
    first = result.findings[0]
    assert_type(first.location, isfix.Location)
    assert_type(first.location.row, int)
    assert_type(first.fix, isfix.Fix | None)
    first.fix.edits  # type: ignore
    if first.fix is not None:
        assert_type(first.fix.edits, tuple[isfix.Edit, ...])
        assert_type(first.fix.applicability, Literal["safe", "unsafe", "display"])
        if first.fix.applicability == "maybe":  # type: ignore
            pass
    if first.evidence:
        assert_type(first.evidence.witness, Literal["context", "bindings", "settings", "types"] | None)
    first.row  # type: ignore
    first.code = "E712"  # type: ignore


def files(path: Path, names: Iterator[str]) -> None:
    assert_type(isfix.fix_file(path), isfix.FixResult[bytes])
    assert_type(isfix.fix_file("a.py", write=True, break_hard_links=True).source, bytes)
    assert_type(isfix.fix_paths("."), list[isfix.FileResult])
    isfix.fix_paths([path, "a.py"], jobs=2, progress=print)
    isfix.fix_paths(names, progress=seen, exclude="vendored", respect_gitignore=False)
    isfix.fix_paths([1])  # type: ignore
    isfix.fix_paths(".", progress=seen_too_much)  # type: ignore
    isfix.fix_paths(".", jobs="2")  # type: ignore
    for result in isfix.fix_paths("."):
        assert_type(result.path, str)
        assert_type(result.error, isfix.IsfixError | None)


def seen(number: int, path: str) -> None: ...


def seen_too_much(number: int, path: str, more: str) -> None: ...


def errors(text: str) -> None:
    try:
        isfix.fix(text)
    except isfix.ParseError as error:
        assert_type(error.line, int)
        assert_type(error.path, str | None)
        assert_type(error.message, str)
        error.offset  # type: ignore
    except isfix.DecodeError as error:
        assert_type(error.column, int)
    except isfix.SettingsError as error:
        assert_type(error.line, int | None)
        assert_type(error.path, str)
    value: ValueError = isfix.SettingsError("no", None, None, "select")
    system: OSError = isfix.FileError("no such file", "a.py")
    print(value, system, isfix.__version__)
