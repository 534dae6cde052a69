if 1:
	if x is 'a':
	    pass
        y == None
