flag = (x  # one
        == nothing)
flag = (x ==  # two
        nothing)
flag = (x !=# three
        nothing)
flag = (x
        # four
        !=
        # five
        nothing)
