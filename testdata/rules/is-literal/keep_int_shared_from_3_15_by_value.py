count == 257
count != 1024
