nothing == x
nothing != x
