if 1:
        x is 'a'
	y is 'b'
