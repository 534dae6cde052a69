#!/usr/bin/python
# coding: latin-1
x is 'é'
