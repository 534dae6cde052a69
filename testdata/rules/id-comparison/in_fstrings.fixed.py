# isfix-test: select=ISF001,E714
a = f"{x is y} {x is y!r:>{w is not z}}"
b = f"{x is not y}"
c = f"{ {x is y} }"
