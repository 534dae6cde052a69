count is 257
count is not 1024
