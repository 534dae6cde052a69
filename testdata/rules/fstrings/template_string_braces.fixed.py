s = t"{ {1} not in y}"
