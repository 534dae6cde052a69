class TestPlain:
    def test_plain(self):
        self.assertTrue(x == None)
        self.assertFalse(y != None, "message")
        self.assert_(z == None)
        self.failUnless(v == None)
        self.failIf(self.x == None)
