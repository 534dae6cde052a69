# isfix-test: select=SIM201
STATE = "a"
if STATE != "b": pass

def f():
    return not STATE == "b"

class Model:
    name = "a"
    x = not name == "b"

def g():
    return not STATE.upper() == "b"
