data == b""
data != b"x"
data == b"\x00"
