from sympy import Symbol
flag = x == nothing
