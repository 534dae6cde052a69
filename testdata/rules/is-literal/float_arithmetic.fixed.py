ratio == 1 / 2
ratio == 2 ** -1
ratio != 1.5 + 1
