# isfix-test: select=SIM201
STATE = "a"
if STATE != "b": pass

def f():
    return STATE != "b"

class Model:
    name = "a"
    x = name != "b"

def g():
    return STATE.upper() != "b"
