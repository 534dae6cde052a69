s = t"{x is 1} {not x in y}"
s = t"{x == None!r:>{w is 2}}"
