x = 1
# coding: latin-1
y is 'é'
