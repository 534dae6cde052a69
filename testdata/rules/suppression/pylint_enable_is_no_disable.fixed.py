x == "a"  # pylint: enable=literal-comparison
