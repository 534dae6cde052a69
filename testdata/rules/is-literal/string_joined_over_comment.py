text is ("one"  # first
         "two")  # second
