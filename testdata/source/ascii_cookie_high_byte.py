# coding: ascii
x is 'é'
