count == -1
count != -5
count == -6
