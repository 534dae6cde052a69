class TestPlain:
    def test_plain(self):
        self.assertTrue(x == nothing)
        self.assertFalse(x != nothing, "message")
        self.assert_(x == nothing)
        self.failUnless(x == nothing)
        self.failIf(x == nothing)
