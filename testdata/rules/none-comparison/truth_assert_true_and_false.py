class TestPlain:
    def test_plain(self):
        self.assertTrue(x == None)
        self.assertFalse(x != None, "message")
        self.assert_(x == None)
        self.failUnless(x == None)
        self.failIf(x == None)
