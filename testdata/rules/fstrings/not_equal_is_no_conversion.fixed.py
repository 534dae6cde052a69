s = f"{x is not None}"
s = f"{x is not None!r}"
