# coding: klingon
x is 'a'
