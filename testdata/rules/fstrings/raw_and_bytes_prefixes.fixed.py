s = rf"\d{x == 1}\{y != 2}"
s = Rf'{x not in y}'
s = fR"{x is None}"
