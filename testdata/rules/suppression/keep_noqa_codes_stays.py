x is "a"  # noqa: F632
x == None  # noqa:E711
not x is y  # noqa : E714
not x in y  # noqa: E713,F401
