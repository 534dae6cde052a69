items is list()
text is str("a")
table is not dict(a=1)
