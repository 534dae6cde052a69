pair == (1, 2)
pair != ("a",)
pair == (1, (2, 3))
pair == (-1,)
