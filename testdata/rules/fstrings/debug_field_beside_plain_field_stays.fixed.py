s = f"{x is 'a'=} {y == 'b'}"
