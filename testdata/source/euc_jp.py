# coding: euc-jp
x is '日本'
