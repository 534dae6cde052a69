if x:
    pass
else:
    # pylint: disable=singleton-comparison
    y = x is None
    # pylint: disable=singleton-comparison
    y = x == None
