flag = call() == nothing
flag = table["key"] != nothing
