x is 'a
