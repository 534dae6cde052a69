# coding: gbk
x is '乗亅丂'; y == None
