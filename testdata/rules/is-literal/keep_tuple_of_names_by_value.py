pair == (1, second)
pair != (first, second)
pair == (f(),)
