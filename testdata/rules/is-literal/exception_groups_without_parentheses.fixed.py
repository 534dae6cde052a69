try:
    pass
except ValueError, TypeError:
    flag = name == "a"
try:
    pass
except* KeyError, OSError:
    flag = name == "b"
