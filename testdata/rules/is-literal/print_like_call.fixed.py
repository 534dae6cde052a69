print(name == "a", file=out if out != 1 else None)
