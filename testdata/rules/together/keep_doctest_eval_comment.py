"""
>>> x is 1
>>> not x in y
"""
eval("x is 1")  # x is 1, not x in y, x == None
