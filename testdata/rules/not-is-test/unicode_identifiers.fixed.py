flag = имя is not naïve
