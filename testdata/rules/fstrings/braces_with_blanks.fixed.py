s = f"{ {1} not in y }"
s = f"{ {1} not in y}"
s = f"{ {1} not in y}"
