pair is (1, 2)
pair is not ("a",)
pair is (1, (2, 3))
pair is (-1,)
