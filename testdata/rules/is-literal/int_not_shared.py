count is 1025
count is not 10_000
