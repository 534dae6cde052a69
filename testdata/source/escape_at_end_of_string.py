x is 'a\
'
y is r'\'
z == None