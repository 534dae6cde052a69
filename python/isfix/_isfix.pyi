from collections.abc import Callable, Sequence
from os import PathLike
from typing import Any, TypeVar, final

from ._errors import IsfixError
from ._results import Finding

__all__ = ["Session", "__version__", "infer", "infers_types", "main"]

_S = TypeVar("_S", str, bytes, str | bytes)

__version__: str
infers_types: bool

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
        unsafe_fixes: bool | None = None,
        true_false_style: str | None = None,
        ignore_noqa: bool | None = None,
        plain: list[str] | None = None,
        overloaded: list[str] | None = None,
        exclude: list[str] | None = None,
        extend_exclude: list[str] | None = None,
        force_exclude: bool | None = None,
        respect_gitignore: bool | None = None,
        break_hard_links: bool | None = None,
        jobs: int | None = None,
        python: str | PathLike[str] | None = None,
        types: bool | None = None,
        config: str | PathLike[str] | None = None,
        isolated: bool = False,
        opens_files: bool = False,
        child: tuple[str, list[str]] | None = None,
    ) -> Session: ...
    def warnings(self) -> list[str]: ...
    def settle(
        self, source: _S, path: str | PathLike[str] | None = None
    ) -> tuple[_S | None, list[Finding], list[str]]: ...
    def file(
        self, path: str | PathLike[str], write: bool
    ) -> tuple[bytes, tuple[bytes | None, list[Finding], list[str]] | None, bool, IsfixError | None]: ...
    def trees(
        self,
        paths: list[str],
        write: bool,
        take: Callable[[str, bool, bool, list[Finding], IsfixError | None, list[str]], object],
    ) -> None: ...
    def column(
        self,
        sources: tuple[object | None, object, list[Any]],
        is_text: bool,
        paths: tuple[object | None, object, list[Any]] | None,
        largest: int,
    ) -> tuple[Any | None, Any, Any, Any]: ...
