x is "a"  # ruff: ignore[F632]
x == None  # ruff: ignore[E711, F632]
not x in y  # ruff: ignore[not-in-test]
