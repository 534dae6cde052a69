# isfix-test: select=ISF001
a = 1if id(x)==id(y)else 2
b = [z for z in w if id(x)==id(y)if z]
c = id(x)==id(y)or z
d = id(x)is id(y)
e = not(id(x)==id(y))
def f(): return(id(x)==id(y))
def g(): yield id(x)!=id(y)
lambda:id(x)==id(y)
