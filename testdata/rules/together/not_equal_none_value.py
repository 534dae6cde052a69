flag = not x == None
call(not x != None)
