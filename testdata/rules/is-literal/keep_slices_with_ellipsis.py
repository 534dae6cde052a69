flag = items[name is ...:name is ...:name is not ...]
