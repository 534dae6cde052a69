# coding: latin-1
# coding: utf-8
x is 'é'
