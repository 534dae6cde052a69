# isfix-test: select=E721
import collections
import datetime
from shop import Order
from datetime import datetime as dt

class Item: pass

if type(x) == Item: pass
if type(x) == Order: pass
if type(x) == shop.models.Order: pass
if type(x) == datetime.date: pass
if type(x) == dt: pass
if type(x) == collections.deque: pass
if type(x) == y.__class__: pass
if type(x) == unicode: pass

def f(kind: type, kinds: "type", other: type[Item]):
    return type(x) == kind or type(x) == other

class Base:
    @classmethod
    def make(cls, x):
        return type(x) == cls
