flag = items[name is "a":name is 1:name is not 2]
