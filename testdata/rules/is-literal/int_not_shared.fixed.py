count == 1025
count != 10_000
