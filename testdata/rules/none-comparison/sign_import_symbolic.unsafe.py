from sympy import Symbol
flag = x is None
