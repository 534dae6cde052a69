data == b"a" b"b"
