s = f"{x is 'a'=} {y is 'b'}"
