s = f"é→🐍 {x == 1} é {x not in y}"
