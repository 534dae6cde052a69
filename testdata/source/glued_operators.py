x is'a'or'b'is not y and(x)is(1)
1if x is 1else 2
0x1is x
x==None!=y
not(x)in(y)
