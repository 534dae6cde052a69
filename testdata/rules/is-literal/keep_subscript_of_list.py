item is [1, 2][0]
item is {"a": 1}["a"]
