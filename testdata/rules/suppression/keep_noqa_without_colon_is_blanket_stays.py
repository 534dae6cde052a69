x is "a"  # noqa E711
x == None  # noqa F632
