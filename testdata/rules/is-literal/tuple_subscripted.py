value is (1, 2)[0]
value is not ("a", "b")[-1]
