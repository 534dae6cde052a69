# CODING: UTF-8
# -*- Coding: Latin_1 -*-
x is 'a'
