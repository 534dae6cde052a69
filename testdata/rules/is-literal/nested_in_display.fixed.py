flag = [name == "a", (name == 1, {name == b"x"})]
flag = {name == "a": (lambda: other == 1)}
flag = {**(name == "a" or {})}
