count is 0
count is not 1
count is 256
