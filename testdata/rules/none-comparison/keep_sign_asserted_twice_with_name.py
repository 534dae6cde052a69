class TestThings:
    def test_both_ways(self):
        self.assertTrue(item.one != nothing)
        self.assertTrue(nothing != item.one)

    def test_itself(self):
        self.assertTrue(vector == vector)
        self.assertFalse(vector == other)
        assert vector != nothing

    def test_not_equal(self):
        assert not (word == nothing)

    def test_turns(self):
        assert loaded.value == nothing
        assert loaded.value != nothing
        assert plain == nothing
