def test_request():
    assert x is None
def test_sequence():
    assert x is not None
def equals(x):
    return x is None
