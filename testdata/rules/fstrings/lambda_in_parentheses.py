s = f"{(lambda: x is 1)()}"
