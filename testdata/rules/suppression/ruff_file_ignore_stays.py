# ruff: file-ignore[F632]
x is "a"
x == None
