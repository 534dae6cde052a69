x is "a"
# isfix: skip-file
not x in y
