from collections.abc import Callable, Sequence
from os import PathLike
from typing import Any, TypeVar, final

from ._errors import IsfixError
from ._results import Finding

__all__ = ["Session", "__version__", "infer", "main"]

_S = TypeVar("_S", str, bytes, str | bytes)

__version__: str

def main(arguments: Sequence[str], child: tuple[str, list[str]] | None) -> int: ...
def infer() -> int: ...

@final
class Session:
    def __new__(
        cls,
        *,
        select: list[str] | None = None,
        extend_select: list[str] | None = None,
        ignore: list[str] | None = None,
        unsafe_fixes: bool = False,
        true_false_style: str | None = None,
        ignore_noqa: bool = False,
        plain: list[str] | None = None,
        overloaded: list[str] | None = None,
        exclude: list[str] | None = None,
        extend_exclude: list[str] | None = None,
        force_exclude: bool = False,
        respect_gitignore: bool = True,
        break_hard_links: bool = False,
        jobs: int | None = None,
        python: str | PathLike[str] | None = None,
        types: bool = True,
        config: str | PathLike[str] | None = None,
        isolated: bool = False,
        child: tuple[str, list[str]] | None = None,
    ) -> Session: ...
    def settle(
        self, source: _S, path: str | PathLike[str] | None = None
    ) -> tuple[_S | None, list[Finding], list[str]]: ...
    def file(
        self, path: str | PathLike[str], write: bool
    ) -> tuple[bytes, tuple[bytes | None, list[Finding], list[str]] | None, bool, str | None]: ...
    def trees(
        self,
        paths: list[str],
        write: bool,
        take: Callable[
            [str, bool, bool, list[Finding], IsfixError | None, str | None, list[str]], object
        ],
    ) -> None: ...
    def column(
        self, sources: object, is_text: bool, paths: object | None, jobs: int, most: int
    ) -> list[Any]: ...
