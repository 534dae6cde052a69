x = 1  # ay is 'b'
