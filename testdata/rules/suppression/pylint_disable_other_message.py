x is "a"  # pylint: disable=singleton-comparison
x == None  # pylint: disable=literal-comparison
