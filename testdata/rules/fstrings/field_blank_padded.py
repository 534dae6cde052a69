s = f"{ x is 1 }{ not x in y }"
