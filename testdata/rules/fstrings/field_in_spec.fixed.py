s = f"{x:{y == 1}}"
s = f"{x:>{w if w != 0 else 1}.{p if p is None else 2}}"
