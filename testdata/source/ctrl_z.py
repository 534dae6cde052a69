x is 'a'
