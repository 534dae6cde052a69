x is 'a'
y == None
