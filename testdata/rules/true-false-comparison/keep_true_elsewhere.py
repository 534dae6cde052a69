# isfix-test: select=E712
flags = {True: x, False: y}
f(x, default=True)
assert x.true == True_ and y != falsy.False_
lambda x=False: x == x
