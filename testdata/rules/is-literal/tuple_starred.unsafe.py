pair == (*rest,)
pair != (1, *rest)
