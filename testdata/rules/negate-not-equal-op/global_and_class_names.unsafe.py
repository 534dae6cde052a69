# isfix-test: select=SIM202
STATE = "a"
if STATE == "b": pass

def f():
    return STATE == "b"

class Model:
    name = "a"
    x = name == "b"
