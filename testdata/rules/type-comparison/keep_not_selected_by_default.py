if type(x) == str: pass
