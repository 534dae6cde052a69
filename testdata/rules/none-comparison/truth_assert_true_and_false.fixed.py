class TestPlain:
    def test_plain(self):
        self.assertTrue(x is None)
        self.assertFalse(y is not None, "message")
        self.assert_(z is None)
        self.failUnless(v is None)
        self.failIf(self.x is None)
