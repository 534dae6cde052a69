"""Cells of the grid, in arrays."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

grid = np.array([[1, None], [None, 4]], dtype=object)


def empty(cells: NDArray[Any]):
    return cells == None


def taken(cells: np.ndarray) -> list[int]:
    mask = cells != None
    return [int(number) for number in cells[mask]]


def count(cells: NDArray[np.object_]) -> int:
    return int(np.sum(cells == None))


def row(number: int) -> list[bool]:
    line = grid[number]
    flags = line == None
    return [bool(flag) for flag in np.atleast_1d(flags)]


def any_empty() -> bool:
    return bool(np.any(grid == None))


def cleared() -> list[object]:
    copy = grid.copy()
    copy[copy == None] = 0
    return list(copy.ravel())


def padded(cells: NDArray[np.float64]) -> list[bool]:
    wide = np.pad(cells, 1)
    return list(wide == None)


def one() -> str:
    single = np.array([None])
    if single == None:
        return "empty"
    return "taken"


def marks() -> list[bool]:
    flags = np.array([True, False, True])
    chosen = flags == True
    return [bool(flag) for flag in np.atleast_1d(chosen)]


def unmarked() -> int:
    flags = np.zeros(3, dtype=bool)
    return int(np.sum(flags == False))


def largest(cells: NDArray[np.float64]) -> bool:
    over = cells.max() > 3
    return over == True


def same(left: NDArray[np.float64], right: NDArray[np.float64]) -> bool:
    return np.array_equal(left, right) == True


def close(left: NDArray[np.float64], right: NDArray[np.float64]) -> str:
    if np.all(left == right) == True:
        return "same"
    return "other"


def scale(cells: NDArray[np.float64], factor: float | None = None) -> float:
    plain = factor == None
    return float(cells.sum() if plain else cells.sum() * factor)


def listed(cells: NDArray[np.object_]) -> list[bool]:
    values: list[int | None] = cells.ravel().tolist()
    return [value == None for value in values]


def shape(cells: NDArray[Any], wanted: tuple[int, ...] | None = None) -> bool:
    free = wanted == None
    return free or cells.shape == wanted


def base(cells: NDArray[Any]) -> bool:
    return cells.dtype.names == None


def fields(cells: NDArray[Any]) -> bool:
    return cells.dtype.fields != None


def axis(number: int | None) -> float:
    whole = number == None
    total = np.arange(4).reshape(2, 2).sum(axis=None if whole else number)
    return float(np.max(total))


def title(names: dict[str, str]) -> list[bool]:
    return [names.get("x") == None, names.get("y") != None]
