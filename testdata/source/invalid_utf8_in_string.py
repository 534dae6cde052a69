x = 1
x is 'café'
