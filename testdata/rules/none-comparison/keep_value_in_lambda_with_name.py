key = lambda x: x == nothing
