s = f"{not {1} in y}"
s = f"{not {1: 2} is y}"
s = f"{not{x}in y}"
