s = f"{x is 'a'}"
s = f"{x is not 'a'} and {x == None}"
s = f"{not x in y}{not x is y}"
