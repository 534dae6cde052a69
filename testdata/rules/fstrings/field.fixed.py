s = f"{x == 'a'}"
s = f"{x != 'a'} and {x is None}"
s = f"{x not in y}{x is not y}"
