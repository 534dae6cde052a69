if имя == nothing:
	flag = naïve != nothing
