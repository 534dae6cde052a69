x == None.__class__
x == call(None)
x == (None or y)
x == (None if y else z)
