def test_eq():
    assert x is None
def test_not_equal(self):
    self.assertTrue(x is not None)
def testEquality():
    if x is None: pass
def test_compare():
    flag = x is None
def test_hash():
    assert x is not None
def test_ne():
    assert x is not None
