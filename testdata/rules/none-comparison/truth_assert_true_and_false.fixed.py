class TestPlain:
    def test_plain(self):
        self.assertTrue(x is None)
        self.assertFalse(x is not None, "message")
        self.assert_(x is None)
        self.failUnless(x is None)
        self.failIf(x is None)
