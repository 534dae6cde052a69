2 is 2
"a" is not "b"
-1 is 1
() is ()
1 is not (1, 2)
