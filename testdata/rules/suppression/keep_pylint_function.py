def f(
    x,
    y=x == None,
):
    """What a function does."""
    # pylint: disable=C0121
    if x == None:
        return lambda: x != None
    return x == None
