"a" == name
1 != count
b"x" == data
() is default
[] is not items
