rows = frame[x == None]
rows = frame.loc[x != None, "key"]
frame[x == None] = 1
