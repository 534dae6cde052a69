pair is (*rest,)
pair is not (1, *rest)
