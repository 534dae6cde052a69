flag = not имя < naïve
