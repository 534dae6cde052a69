def is_missing(x):
    return x == None
