try:
    pass
except ValueError, TypeError:
    flag = name is "a"
try:
    pass
except* KeyError, OSError:
    flag = name is "b"
