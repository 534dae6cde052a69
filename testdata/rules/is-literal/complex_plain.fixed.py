z == 1j
z != 1 + 2j
z == -1J
