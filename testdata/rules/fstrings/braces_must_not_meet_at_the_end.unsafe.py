s = f"{x not in {1} }"
s = f"{x != {y} }"
s = f"{(x not in {1})}"
s = f"{ {1} not in {2} }"
