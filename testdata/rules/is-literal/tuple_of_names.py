pair is (1, second)
pair is not (first, second)
pair is (f(),)
