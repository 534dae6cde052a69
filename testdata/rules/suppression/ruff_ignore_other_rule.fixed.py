x == "a"  # ruff: ignore[E711]
# ruff: ignore[E711]
x == "b"
