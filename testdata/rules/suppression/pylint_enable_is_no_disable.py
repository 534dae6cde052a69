x is "a"  # pylint: enable=literal-comparison
