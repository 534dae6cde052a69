flag = not (x := y in z)
