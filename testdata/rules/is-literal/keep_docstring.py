def function():
    """Whether name is "a" or count is 1.

    >>> name is 'a'
    """
