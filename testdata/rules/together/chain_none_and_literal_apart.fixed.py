flag = a is None < b == "a"
