data is b"ab" + b"cd"
data is b"\0" * 4
data is b"abc"[0]
