from abc import ABCMeta
from dataclasses import dataclass
from functools import total_ordering
import numpy as np


class Guarded:
    def __eq__(self, other):
        if other is None:
            return False
        return self.x == helper(other)

    def __ne__(self, other):
        return not self == other


class Asking:
    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)


@total_ordering
class Ordered(metaclass=ABCMeta):
    def __eq__(self, other):
        try:
            return self.x == other.x
        except AttributeError:
            return NotImplemented


@dataclass
class Point:
    x: int


REGISTRY = {}


def register(cls):
    REGISTRY[cls.__name__] = cls
    return cls


@register
class Single:
    only = None

    def __new__(cls):
        if cls.only is None:
            cls.only = super().__new__(cls)
        return cls.only


def f(a: Guarded | None, b: Asking | None, c: Ordered | None, d: Point | None, e: Single | None):
    return [a == None, b == None, c != None, None == d, e == None]
