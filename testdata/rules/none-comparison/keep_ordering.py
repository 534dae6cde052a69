x < None
x in None
x not in (None,)
