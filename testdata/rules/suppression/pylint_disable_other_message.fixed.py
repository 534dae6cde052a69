x == "a"  # pylint: disable=singleton-comparison
x is None  # pylint: disable=literal-comparison
