flag = [name is ..., (name is ..., {name is ...})]
flag = {name is ...: (lambda: other is ...)}
