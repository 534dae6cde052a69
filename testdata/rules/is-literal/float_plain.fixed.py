ratio == 0.5
ratio != 1e9
ratio == .5
ratio != 1.
ratio == -1.5
