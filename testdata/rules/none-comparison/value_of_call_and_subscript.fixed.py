flag = call() is None
flag = table["key"] is not None
