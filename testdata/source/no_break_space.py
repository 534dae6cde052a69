x is 'a'
