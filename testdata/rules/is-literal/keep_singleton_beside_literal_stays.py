1 is None
None is not "a"
"a" is True
() is not None
[] is ...
f"{name}" is None
__debug__ is 1
