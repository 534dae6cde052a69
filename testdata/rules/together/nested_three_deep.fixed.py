flag = call(table[x is not None] not in y) != "a"
