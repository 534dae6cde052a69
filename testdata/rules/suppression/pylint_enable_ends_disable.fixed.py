# pylint: disable=C0121
x == None
# pylint: enable=singleton-comparison
x is None


def f(x):
    # pylint: disable=C0121
    x == None
    return x is not None  # pylint: enable=C0121
