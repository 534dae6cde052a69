ratio is 0.5
ratio is not 1e9
ratio is .5
ratio is not 1.
ratio is -1.5
