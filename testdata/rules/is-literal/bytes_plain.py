data is b"GET /"
data is not b"GET"
