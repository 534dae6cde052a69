if x:
    pass
else:
    # pylint: disable=singleton-comparison
    y = x == None
    # pylint: disable=singleton-comparison
    y = x == None
