def function():
    """Return whether not x is y.

    >>> not x is y
    """
