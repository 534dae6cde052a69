# isfix-test: select=ISF002
from mine import list
def dict(): pass
if x is list(): pass
if x is dict(): pass
def f(set):
    return x is set()
