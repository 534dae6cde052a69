x is "a"  # pylint: disable=literal-comparison
x is "a"  # pylint: disable=R0123
x == None  # pylint: disable=singleton-comparison
x == None  # pylint: disable=C0121,R0123
not x in y  # pylint: disable=unnecessary-negation
not x is y  # pylint: disable=unneeded-not
