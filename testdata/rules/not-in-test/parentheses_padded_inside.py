flag = not ( x in y )
flag = not (	x in y	)
