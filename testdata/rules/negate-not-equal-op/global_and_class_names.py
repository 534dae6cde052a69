# isfix-test: select=SIM202
STATE = "a"
if not STATE != "b": pass

def f():
    return not STATE != "b"

class Model:
    name = "a"
    x = not name != "b"
