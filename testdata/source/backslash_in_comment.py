x = 1  # \
y is 'a'
