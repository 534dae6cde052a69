x is 0777
x <> None
