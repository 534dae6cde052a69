rows = frame[x == nothing]
rows = frame.loc[x != nothing, "key"]
frame[x == nothing] = 1
