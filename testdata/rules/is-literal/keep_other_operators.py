name in "abc"
count < 1
name not in ("a", "b")
