s = "{x is 1}".format(x=x == 1)
