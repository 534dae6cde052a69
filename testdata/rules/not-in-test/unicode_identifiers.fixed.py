flag = имя not in naïve
