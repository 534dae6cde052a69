count == 0
count != 1
count == 256
