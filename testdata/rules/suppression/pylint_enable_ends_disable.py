# pylint: disable=C0121
x == None
# pylint: enable=singleton-comparison
x == None


def f(x):
    # pylint: disable=C0121
    x == None
    return x != None  # pylint: enable=C0121
