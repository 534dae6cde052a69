# coding: koi8-r
x is 'привет'
