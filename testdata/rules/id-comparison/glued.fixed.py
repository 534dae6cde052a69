# isfix-test: select=ISF001
a = 1if x is y else 2
b = [z for z in w if x is y if z]
c = x is y or z
d = id(x)is id(y)
e = not(x is y)
def f(): return(x is y)
def g(): yield x is not y
lambda:x is y
