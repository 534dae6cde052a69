print(name is ..., file=out if out is not ... else None)
