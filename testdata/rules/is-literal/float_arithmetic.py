ratio is 1 / 2
ratio is 2 ** -1
ratio is not 1.5 + 1
