s = f"{ {1} not in y}"
s = f"{ {1: 2} != y}"
s = f"{ {x} not in y}"
