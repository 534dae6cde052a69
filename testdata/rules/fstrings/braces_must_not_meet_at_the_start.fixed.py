s = f"{ {1} not in y}"
s = f"{ {1: 2} is not y}"
s = f"{ {x} not in y}"
