z is 1j
z is not 1 + 2j
z is -1J
