
x = 1

if xis'a':
    pass
    
