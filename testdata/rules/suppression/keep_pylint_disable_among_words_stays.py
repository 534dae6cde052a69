x is "a"  # sic! pylint: disable=literal-comparison; really
