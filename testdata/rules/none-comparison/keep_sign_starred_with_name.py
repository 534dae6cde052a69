call(*(x == nothing))
