x == [None]
x == (None,)
x != {None: None}
