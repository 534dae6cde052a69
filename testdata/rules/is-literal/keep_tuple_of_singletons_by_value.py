pair == (None,)
pair != (None, True)
pair == (...,)
