"""Rewrites Python comparisons that mix up identity and equality, and proves every rewrite.

    >>> import isfix
    >>> isfix.fix('if name is "main" or parent == None: go()').source
    'if name == "main" or parent is None: go()'

What is asked for by `unsafe_fixes`, and what `== None` means in a query, is told by the guide of the command:
this module is the same program.

fix         a source in memory, fixed
find        what there is to say of one
fix_file    a file
fix_paths   files and folders, with settings and ignore files, by many threads

isfix.arrow fixes columns of Arrow tables, isfix.spark data frames of Spark, isfix.ray data sets of Ray. Every
function may be called from any number of threads at once; while it works, others run.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable
from typing import Literal, TypeVar, Union

from ._arguments import Rules, StrPath
from ._arguments import session as _session
from ._errors import (
    DecodeError,
    FileError,
    InternalError,
    IsfixError,
    IsfixWarning,
    ParseError,
    SettingsError,
    shown,
)
from ._isfix import Session as _Session
from ._isfix import __version__
from ._results import Edit, Evidence, FileResult, Finding, Fix, FixResult, Location

# A subclass gives what it is a subclass of.
_S = TypeVar("_S", str, bytes, Union[str, bytes])

__all__ = [
    "DecodeError",
    "Edit",
    "Evidence",
    "FileError",
    "FileResult",
    "Finding",
    "Fix",
    "FixResult",
    "InternalError",
    "IsfixError",
    "IsfixWarning",
    "Location",
    "ParseError",
    "Rules",
    "SettingsError",
    "StrPath",
    "__version__",
    "find",
    "fix",
    "fix_file",
    "fix_paths",
]


def fix(
    source: _S,
    *,
    path: StrPath | None = None,
    select: Rules | None = None,
    ignore: Rules | None = None,
    extend_select: Rules | None = None,
    unsafe_fixes: bool | None = None,
    true_false_style: Literal["identity", "truth"] | None = None,
    ignore_noqa: bool | None = None,
    plain: Rules | None = None,
    overloaded: Rules | None = None,
    config: StrPath | None = None,
    isolated: bool = True,
    python: StrPath | None = None,
    types: bool | None = None,
) -> FixResult[_S]:
    """Fixes a source in memory; nothing is written.

    What is given as bytes is read as Python reads a file, with the encoding that it declares, and every byte
    outside of a fix stays. What is given as str is text, whatever encoding it declares.

    path              names the source in errors, and is held against the globs of `per-file-ignores`; where isolated,
                      as if it and they started from `/`
    select            rules to run in place of the default ones: names, codes, prefixes, "ALL"
    ignore            rules not to run
    extend_select     rules to run beside the others
    unsafe_fixes      whether fixes that may change what the code does are applied, too
    true_false_style  what `x == True` becomes: "identity" (`x is True`) or "truth" (`x`)
    ignore_noqa       whether suppression comments are ignored
    plain             dotted names whose `==` is to be taken for plain
    overloaded        dotted names whose `==` is to be taken for overloaded
    config            a settings file, which these arguments go before
    isolated          whether the source is judged by itself alone: no settings are sought and no file around it
                      is read, so the same arguments give the same result everywhere. With False and a path, it is
                      judged as the command does it: by the settings that hold there, the package around it, and
                      inferred types
    python            where not isolated: the environment whose packages are looked into
    types             where not isolated: whether types are inferred, by processes that are started for that

    Of what is said by True or False, None is what settings say, or else what the command does without them.

        >>> import isfix
        >>> result = isfix.fix("while not x is '':\\n    x = read()\\n")
        >>> print(result.source, end="")
        while x != '':
            x = read()
        >>> result.changed, result.applied, [finding.code for finding in result.findings]
        (True, 2, ['E714', 'F632'])

    Raises ParseError, DecodeError, SettingsError; InternalError for a fault of isfix. Warns by IsfixWarning of a
    fix that was dropped, and of settings files that were not read.
    """
    session = _session(
        select=select,
        ignore=ignore,
        extend_select=extend_select,
        unsafe_fixes=unsafe_fixes,
        true_false_style=true_false_style,
        ignore_noqa=ignore_noqa,
        plain=plain,
        overloaded=overloaded,
        config=config,
        isolated=isolated,
        python=python,
        types=types,
    )
    return _result(session, source, session.settle(source, path), path)


def find(
    source: str | bytes,
    *,
    path: StrPath | None = None,
    select: Rules | None = None,
    ignore: Rules | None = None,
    extend_select: Rules | None = None,
    unsafe_fixes: bool | None = None,
    true_false_style: Literal["identity", "truth"] | None = None,
    ignore_noqa: bool | None = None,
    plain: Rules | None = None,
    overloaded: Rules | None = None,
    config: StrPath | None = None,
    isolated: bool = True,
    python: StrPath | None = None,
    types: bool | None = None,
) -> list[Finding]:
    """What there is to say of a source in memory, in source order.

    The arguments are those of `fix`, and so is what it raises. `applied` tells of no finding more than that
    `fix` would apply its rewrite.

        >>> import isfix
        >>> for finding in isfix.find("x == None"):
        ...     print(finding.location.row, finding.code, finding.fix.applicability, finding.evidence.verdict)
        1 E711 safe unknown
    """
    session = _session(
        select=select,
        ignore=ignore,
        extend_select=extend_select,
        unsafe_fixes=unsafe_fixes,
        true_false_style=true_false_style,
        ignore_noqa=ignore_noqa,
        plain=plain,
        overloaded=overloaded,
        config=config,
        isolated=isolated,
        python=python,
        types=types,
    )
    return list(_result(session, source, session.settle(source, path), path).findings)


def fix_file(
    path: StrPath,
    *,
    write: bool = False,
    select: Rules | None = None,
    ignore: Rules | None = None,
    extend_select: Rules | None = None,
    unsafe_fixes: bool | None = None,
    true_false_style: Literal["identity", "truth"] | None = None,
    ignore_noqa: bool | None = None,
    plain: Rules | None = None,
    overloaded: Rules | None = None,
    config: StrPath | None = None,
    isolated: bool = False,
    python: StrPath | None = None,
    types: bool | None = None,
    break_hard_links: bool | None = None,
) -> FixResult[bytes]:
    """Fixes a file, whatever its suffix, as the command does one that is named.

    The result holds its bytes, and `changed` tells whether they are others than the file's were. Only with
    `write` is the file replaced: atomically, with its mode, owner and attributes, and not if it changed since it
    was read. The other arguments are those of `fix`, but the file is judged as the command does it in any case, by the
    package around it and, unless `types` is False, by inferred types, for which each call starts a process; `fix_paths`
    starts it once for many files.

    isolated          whether no settings are sought
    break_hard_links  whether a file of several names is replaced under this one

    Raises what `fix` does, and FileError, which is an OSError, where the file cannot be read or written.

        >>> import isfix
        >>> try:
        ...     isfix.fix_file("no/such/file.py")
        ... except OSError as error:
        ...     print(error)
        no/such/file.py: no such file
    """
    session = _session(
        select=select,
        ignore=ignore,
        extend_select=extend_select,
        unsafe_fixes=unsafe_fixes,
        true_false_style=true_false_style,
        ignore_noqa=ignore_noqa,
        plain=plain,
        overloaded=overloaded,
        config=config,
        isolated=isolated,
        python=python,
        types=types,
        break_hard_links=break_hard_links,
        opens_files=True,
    )
    _warn(session)
    read, settled, _, unwritten = session.file(path, write)
    result = _result(session, read, settled or (None, [], []), path)
    if unwritten is not None:
        raise unwritten
    return result


def fix_paths(
    paths: StrPath | Iterable[StrPath],
    *,
    write: bool = False,
    jobs: int | None = None,
    progress: Callable[[int, str], object] | None = None,
    select: Rules | None = None,
    ignore: Rules | None = None,
    extend_select: Rules | None = None,
    unsafe_fixes: bool | None = None,
    true_false_style: Literal["identity", "truth"] | None = None,
    ignore_noqa: bool | None = None,
    plain: Rules | None = None,
    overloaded: Rules | None = None,
    exclude: Rules | None = None,
    extend_exclude: Rules | None = None,
    force_exclude: bool | None = None,
    respect_gitignore: bool | None = None,
    config: StrPath | None = None,
    isolated: bool = False,
    python: StrPath | None = None,
    types: bool | None = None,
    break_hard_links: bool | None = None,
) -> list[FileResult]:
    """Fixes files and the Python files of folders, as the command does: with settings and ignore files.

    Gives what became of each file that there is something to say of, in the order of their paths. Nothing is
    written but with `write`. A file that is broken, cannot be read or is not there is an entry with an `error`, and
    costs no other file anything, and so is a settings file further down that cannot be used; arguments, and settings
    that hold where a walk starts, raise SettingsError before anything is done.

    jobs      how many threads work; one for each processor where nothing is said
    progress  called in this thread for each file that was looked at: with how many there were so far, and its
              path. What it raises ends the work after the files that are being worked on, as does Ctrl-C; what
              was written stays.

    The other arguments are those of `fix_file`, and the command's options of the same name.

        >>> import isfix, pathlib, tempfile
        >>> folder = tempfile.TemporaryDirectory()
        >>> for name, text in ("a.py", "x == None"), ("b.py", "x is None"), ("c.py", "x == None)"):
        ...     _ = pathlib.Path(folder.name, name).write_text(text)
        >>> for result in isfix.fix_paths(folder.name, write=True):
        ...     print(pathlib.Path(result.path).name, result.written, type(result.error).__name__)
        a.py True NoneType
        c.py False ParseError
        >>> folder.cleanup()
    """
    if isinstance(paths, (str, bytes, os.PathLike)):
        paths = [paths]
    # The command's `-` is standard input, and a file of that name is `./-`.
    named = ["./-" if path in ("-", b"-") else os.fsdecode(path) for path in paths]
    if progress is not None and not callable(progress):
        raise TypeError(f"argument 'progress': a callable is expected, not {type(progress).__name__}")
    session = _session(
        select=select,
        ignore=ignore,
        extend_select=extend_select,
        unsafe_fixes=unsafe_fixes,
        true_false_style=true_false_style,
        ignore_noqa=ignore_noqa,
        plain=plain,
        overloaded=overloaded,
        exclude=exclude,
        extend_exclude=extend_exclude,
        force_exclude=force_exclude,
        respect_gitignore=respect_gitignore,
        config=config,
        isolated=isolated,
        python=python,
        types=types,
        break_hard_links=break_hard_links,
        opens_files=True,
        jobs=jobs,
    )
    results: list[FileResult] = []
    seen = 0

    def take(
        path: str,
        changed: bool,
        written: bool,
        findings: list[Finding],
        error: IsfixError | None,
        faults: list[str],
    ) -> None:
        nonlocal seen
        seen += 1
        _warn(session, faults, path, 4)
        if changed or findings or error is not None:
            applied = sum(finding.applied for finding in findings)
            results.append(FileResult(path, changed, written, tuple(findings), applied, error))
        if progress is not None:
            progress(seen, path)

    _warn(session)
    session.trees(named, write, take)
    _warn(session)
    return results


def _result(
    session: _Session,
    source: _S,
    settled: tuple[_S | None, list[Finding], list[str]],
    path: StrPath | None,
) -> FixResult[_S]:
    """A result of what the native half gives."""
    fixed, findings, faults = settled
    _warn(session, faults, path, 4)
    applied = sum(finding.applied for finding in findings)
    return FixResult(source if fixed is None else fixed, fixed is not None, tuple(findings), applied)


def _warn(
    session: _Session, faults: Iterable[str] = (), path: StrPath | None = None, level: int = 3
) -> None:
    """Warns of what fails nothing, and of fixes that were dropped, where the call that led here stands."""
    for warning in session.warnings():
        warnings.warn(warning, IsfixWarning, stacklevel=level)
    for fault in faults:
        name = shown(None if path is None else os.fsdecode(path))
        warnings.warn(f"{name}:{fault}", IsfixWarning, stacklevel=level)
