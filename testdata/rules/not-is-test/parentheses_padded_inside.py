flag = not ( x is y )
flag = not (	x is y	)
