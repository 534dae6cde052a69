# isfix-test: select=SIM201
from somewhere import *
x = len(a) != 1
state = "a"
x = state != "b"
y = state.upper() != "b"

def f(given):
    return str(given) != "b"

def g(name: str):
    return name.upper() != "b"
