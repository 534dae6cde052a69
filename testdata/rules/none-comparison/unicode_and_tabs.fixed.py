if имя is None:
	flag = naïve is not None
