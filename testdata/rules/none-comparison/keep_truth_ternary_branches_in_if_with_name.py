if (x == nothing if a else y != nothing): pass
