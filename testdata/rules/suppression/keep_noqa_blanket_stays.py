x is "a"  # noqa
x == None  # NOQA
not x in y  # NoQA
x is "a"  #noqa
