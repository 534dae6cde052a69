def test_eq():
    assert x == None
def test_not_equal(self):
    self.assertTrue(x != None)
def testEquality():
    if x is None: pass
def test_compare():
    flag = x == None
def test_hash():
    assert not (x == None)
def test_ne():
    assert x != None
