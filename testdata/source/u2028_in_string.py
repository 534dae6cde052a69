x is 'a b cd'
y is 'e'  #  
z == None
