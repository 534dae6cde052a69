flag = [name is "a", (name is 1, {name is b"x"})]
flag = {name is "a": (lambda: other is 1)}
flag = {**(name is "a" or {})}
