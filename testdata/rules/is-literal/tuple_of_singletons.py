pair is (None,)
pair is not (None, True)
pair is (...,)
