data is b"a" b"b"
