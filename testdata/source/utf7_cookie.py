# coding: utf-7
x is 'a'
