# isfix-test: select=E712,E714 style=truth
if not callable(x): ...
if callable(x): ...
if callable(x): ...
y = not callable(x)
y = callable(x) if x else y
y = (
    callable(x)  # why
)
y = (
    callable(x)  # why
)
