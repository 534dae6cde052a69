print(name is "a", file=out if out is not 1 else None)
