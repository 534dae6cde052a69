s = rf"\d{x is 1}\{y is not 2}"
s = Rf'{not x in y}'
s = fR"{x == None}"
