try:
    import peewee
except ImportError:
    peewee = None
flag = x == None
