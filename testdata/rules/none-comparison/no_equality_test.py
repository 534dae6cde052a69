def test_request():
    assert x == None
def test_sequence():
    assert x != None
def equals(x):
    return x == None
