s = f"é→🐍 {x is 1} é {not x in y}"
