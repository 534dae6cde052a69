s = f"{x not in {1} }"
s = f"{x is not {y} }"
s = f"{(x not in {1})}"
s = f"{ {1} not in {2} }"
