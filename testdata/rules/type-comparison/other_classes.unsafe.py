# isfix-test: select=E721
import collections
import datetime
from shop import Order
from datetime import datetime as dt

class Item: pass

if type(x) is Item: pass
if type(x) is Order: pass
if type(x) is shop.models.Order: pass
if type(x) is datetime.date: pass
if type(x) is dt: pass
if type(x) is collections.deque: pass
if type(x) is y.__class__: pass
if type(x) is unicode: pass

def f(kind: type, kinds: "type", other: type[Item]):
    return type(x) is kind or type(x) is other

class Base:
    @classmethod
    def make(cls, x):
        return type(x) is cls
