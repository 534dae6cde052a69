"""Why something did not come about."""

from __future__ import annotations

__all__ = [
    "DecodeError",
    "FileError",
    "InternalError",
    "IsfixError",
    "IsfixWarning",
    "ParseError",
    "SettingsError",
]


def shown(path: str | None) -> str:
    """A path for a message: on one line, and without power over a terminal, whatever its name."""
    if path is None:
        return "<source>"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in path)


class IsfixError(Exception):
    """What all exceptions of isfix are; two that tell the same of the same place are equal."""

    __module__ = "isfix"

    # Not `args`: that of an OSError lacks its path.
    def _told(self) -> object:
        return type(self), self.__reduce__()[1]

    def __eq__(self, other: object) -> bool:
        return self._told() == other._told() if isinstance(other, IsfixError) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._told())


class _SourceError(IsfixError):
    """A source that is not looked at, with the place where that shows."""

    __module__ = "isfix"

    #: Why, without the place.
    message: str
    #: From 1.
    line: int
    #: From 1: in code points, for a `DecodeError` of bytes in bytes.
    column: int
    #: As it was given; `None` for a source without one.
    path: str | None

    def __init__(self, message: str, line: int, column: int, path: str | None = None) -> None:
        super().__init__(message, line, column, path)
        self.message = message
        self.line = line
        self.column = column
        self.path = path

    def __str__(self) -> str:
        return f"{shown(self.path)}:{self.line}:{self.column}: {self.message}"


class ParseError(_SourceError):
    """The source is not Python 3, or nests too deeply to be read."""

    __module__ = "isfix"


class DecodeError(_SourceError):
    """The source is no text: it does not fit the encoding that it declares, or holds a NUL."""

    __module__ = "isfix"


class SettingsError(IsfixError, ValueError):
    """Settings that cannot be used, be they arguments of a call or in a file."""

    __module__ = "isfix"

    #: Why, without the place.
    message: str
    #: From 1; `None` where the whole file or an argument is meant.
    line: int | None
    #: From 1, in code points.
    column: int | None
    #: The file, or the name of the argument.
    path: str

    def __init__(self, message: str, line: int | None, column: int | None, path: str) -> None:
        super().__init__(message, line, column, path)
        self.message = message
        self.line = line
        self.column = column
        self.path = path

    def __str__(self) -> str:
        place = "" if self.line is None else f":{self.line}:{self.column}"
        return f"{shown(self.path)}{place}: {self.message}"


class FileError(IsfixError, OSError):
    """A file that could not be read or written.

    Of what an OSError has, `filename` is the path, `strerror` the message, and `errno` the system's number; None
    where the system has nothing against it. It is of the class, too, that Python has for that number: a missing file
    is a FileNotFoundError, a forbidden one a PermissionError.
    """

    __module__ = "isfix"

    #: Why.
    message: str
    #: As it was given; `None` where no file is meant.
    path: str | None

    def __new__(cls, message: str, path: str | None = None, errno: int | None = None) -> FileError:
        of_number = _of_number(errno) if cls is FileError and errno is not None else cls
        return OSError.__new__(of_number, errno, message, path)

    def __init__(self, message: str, path: str | None = None, errno: int | None = None) -> None:
        self.message = message
        self.path = path

    def __reduce__(self) -> tuple[type[FileError], tuple[str, str | None, int | None]]:
        # That of an OSError gives `__init__` its own arguments; by its number it finds its class again.
        return FileError, (self.message, self.path, self.errno)

    def __str__(self) -> str:
        return self.message if self.path is None else f"{shown(self.path)}: {self.message}"


_numbered: dict[type[OSError], type[FileError]] = {OSError: FileError}


def _of_number(errno: int) -> type[FileError]:
    """The FileError that is also what Python raises for a number of the system's."""
    kind = type(OSError(errno, ""))
    if kind not in _numbered:
        about = {"__module__": "isfix", "__doc__": FileError.__doc__}
        _numbered[kind] = type("FileError", (FileError, kind), about)
    return _numbered[kind]


class InternalError(IsfixError):
    """A fault of isfix: nothing came of the source, or of the whole call where it says of none."""

    __module__ = "isfix"

    #: What it says of itself.
    message: str
    #: As it was given; `None` for a source without one.
    path: str | None

    def __init__(self, message: str, path: str | None = None) -> None:
        super().__init__(message, path)
        self.message = message
        self.path = path

    def __str__(self) -> str:
        place = "" if self.path is None else f"{shown(self.path)}: "
        return f"{place}internal fault: {self.message}"


class IsfixWarning(UserWarning):
    """What should be known and fails nothing.

    A fix that failed its proof and was dropped, while the others were made; a settings file that was not read, for
    it is another user's; a line of an ignore file that cannot be used; types that could not be inferred.
    """

    __module__ = "isfix"
