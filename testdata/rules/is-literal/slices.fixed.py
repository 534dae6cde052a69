flag = items[name == "a":name == 1:name != 2]
