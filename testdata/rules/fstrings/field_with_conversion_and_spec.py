s = f"{x is 'a'!r:>{w}}"
s = f"{x == None!s:10}"
