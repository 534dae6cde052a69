s = f"{x:{y is 1}}"
s = f"{x:>{w if w is not 0 else 1}.{p if p == None else 2}}"
