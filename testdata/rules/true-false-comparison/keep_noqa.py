# isfix-test: select=E712
if callable(x) == True: ...  # noqa: E712
if callable(x) == True: ...  # noqa
if callable(x) == True: ...  # pylint: disable=singleton-comparison
if callable(x) == True: ...  # pylint: disable=C0121
