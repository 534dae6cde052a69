def test_equals():
    def helper():
        return x is None
    assert helper()
