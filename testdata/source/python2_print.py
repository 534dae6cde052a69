print 'a' is x
