s = f"{x == 'a'!r:>{w}}"
s = f"{x is None!s:10}"
