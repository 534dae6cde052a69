from sympy import Symbol
flag = x == None
