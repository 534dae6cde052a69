x is "a"  # ruff: ignore[E711]
# ruff: ignore[E711]
x is "b"
