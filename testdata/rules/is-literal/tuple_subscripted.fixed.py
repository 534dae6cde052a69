value == (1, 2)[0]
value != ("a", "b")[-1]
