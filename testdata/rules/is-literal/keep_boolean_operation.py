name is (1 or 2)
name is ("a" and other)
