def test_equals():
    def helper():
        return x == nothing
    assert helper()
