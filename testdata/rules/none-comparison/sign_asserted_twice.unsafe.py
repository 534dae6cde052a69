class TestThings:
    def test_both_ways(self):
        self.assertTrue(item.one is not None)
        self.assertTrue(None is not item.one)

    def test_itself(self):
        self.assertTrue(vector == vector)
        self.assertFalse(vector == other)
        assert vector is not None

    def test_not_equal(self):
        assert word is not None

    def test_turns(self):
        assert loaded.value is None
        assert loaded.value is not None
        assert plain is None
