flag = name == b"a"
flag = b"a" == name
flag = (name) == rb"a"
