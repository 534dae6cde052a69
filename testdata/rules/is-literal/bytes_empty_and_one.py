data is b""
data is not b"x"
data is b"\x00"
