x is 'í €'
