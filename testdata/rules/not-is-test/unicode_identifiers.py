flag = not имя is naïve
