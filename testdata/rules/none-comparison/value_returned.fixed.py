def is_missing(x):
    return x is None
