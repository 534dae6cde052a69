# coding: utf-16
x is 'a'
