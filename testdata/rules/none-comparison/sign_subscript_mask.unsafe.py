rows = frame[x is None]
rows = frame.loc[x is not None, "key"]
frame[x is None] = 1
