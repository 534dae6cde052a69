class TestThings:
    def test_both_ways(self):
        self.assertTrue(item.one != None)
        self.assertTrue(None != item.one)

    def test_itself(self):
        self.assertTrue(vector == vector)
        self.assertFalse(vector == other)
        assert vector != None

    def test_not_equal(self):
        assert not (word == None)

    def test_turns(self):
        assert loaded.value == None
        assert loaded.value != None
        assert plain == None
