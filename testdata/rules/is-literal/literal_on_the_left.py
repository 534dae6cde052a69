"a" is name
1 is not count
b"x" is data
() is default
[] is not items
