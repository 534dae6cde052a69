# -*- coding: latin-1 -*-
x is 'a'
