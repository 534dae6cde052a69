# isfix-test: select=E712,E714 style=truth
if not callable(x) == True: ...
if not (callable(x) != True): ...
if not callable(x)!=True: ...
y = not not callable(x) == False
y = not(callable(x)!=True)if x else y
y = not (
    callable(x)  # why
) != True
y = not (
    callable(x) != True  # why
)
