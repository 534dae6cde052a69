def test_eq():
    assert x == nothing
def test_not_equal(self):
    self.assertTrue(x != nothing)
def testEquality():
    if x == nothing: pass
def test_compare():
    flag = x == nothing
def test_hash():
    assert not (x == nothing)
def test_ne():
    assert x != nothing
