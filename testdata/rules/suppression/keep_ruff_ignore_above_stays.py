# ruff: ignore[F632]
flag = (y or
        x is "a")
