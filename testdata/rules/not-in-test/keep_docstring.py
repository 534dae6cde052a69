def function():
    """Return whether not x in y.

    >>> not x in y
    """
