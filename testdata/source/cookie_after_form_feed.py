# coding: latin-1
x is 'é'
