flag = call() == None
flag = table["key"] != None
