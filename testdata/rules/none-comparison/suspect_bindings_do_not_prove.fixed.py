import time
import gzip
from contextlib import contextmanager

import numpy as np
import xarray as xr
from elsewhere import Base, loader, op

time = xr.open_dataset("f.nc")["time"]
report(time.values == None)

for name, values in [("a", np.load("a")), ("b", np.load("b"))]:
    report(name, values == None)


def later():
    def fill():
        nonlocal found
        found = np.load("f")

    found = None
    fill()
    return found == None


class Frame:
    rows = None
    size: int

    def missing(self):
        return self.rows == None


class Loaded(Frame):
    def __init__(self, rows):
        self.rows = np.load(rows)


class Mapped(Base):
    size: int


report(Mapped.size == None)


@loader
def lazy():
    return None


report(lazy == None)


class Opened:
    def __enter__(self):
        return np.load("f")


with Opened() as opened, gzip.open("f") as zipped:
    report(opened == None)
    report(zipped is None)


def text(label, title: str):
    report(label.lower() == None)
    report(("id-" + label) == None)
    report(title.lower() is None)
    report(("id-" + title) is None)


def default(values=None, mapping={}):
    report(values == None)
    report(mapping.get(1, values) == None)


class Options:
    def __init__(self, **options):
        self.level = 3
        for name, value in options.items():
            setattr(self, name, value)

    def level_is_unset(self):
        return self.level == None

    def __bool__(self):
        return self.level is not None


with assertRaises(TypeError):
    Options() == None
try:
    Options() == None
except TypeError:
    pass
