if имя == None:
	flag = naïve != None
