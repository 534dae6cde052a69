# isfix-test: select=SIM202
STATE = "a"
if STATE == "b": pass

def f():
    return not STATE != "b"

class Model:
    name = "a"
    x = not name != "b"
