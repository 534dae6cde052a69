s = t"{x == 1} {x not in y}"
s = t"{x is None!r:>{w == 2}}"
