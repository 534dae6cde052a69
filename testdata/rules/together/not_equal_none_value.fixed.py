flag = x is not None
call(x is None)
