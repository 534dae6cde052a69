try:
    import peewee
except ImportError:
    peewee = nothing
flag = x == nothing
