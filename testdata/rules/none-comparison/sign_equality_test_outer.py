def test_equals():
    def helper():
        return x == None
    assert helper()
