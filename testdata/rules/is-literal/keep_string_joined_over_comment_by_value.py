text == ("one"  # first
         "two")  # second
