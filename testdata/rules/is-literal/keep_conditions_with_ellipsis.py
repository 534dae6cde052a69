if name is ...: pass
elif name is ...: pass
while name is not ...: pass
assert name is ..., name is ...
