# isfix-test: select=SIM201
from somewhere import *
x = not len(a) == 1
state = "a"
x = not state == "b"
y = not state.upper() == "b"

def f(given):
    return not str(given) == "b"

def g(name: str):
    return not name.upper() == "b"
