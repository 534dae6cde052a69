# isfix-test: select=E712 style=truth
if (callable(x)
        == True): ...  # noqa: E712
