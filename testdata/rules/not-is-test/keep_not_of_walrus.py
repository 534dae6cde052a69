flag = not (x := y is z)
