s = "{x is 1}".format(x=x is 1)
