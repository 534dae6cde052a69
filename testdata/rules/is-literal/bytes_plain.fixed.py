data == b"GET /"
data != b"GET"
