flag = not имя in naïve
