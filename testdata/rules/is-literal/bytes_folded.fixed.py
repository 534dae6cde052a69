data == b"ab" + b"cd"
data == b"\0" * 4
data == b"abc"[0]
