def test_defaults_to_none():
    assert get("x") == None


def test_hash2(thing):
    if thing == None:
        return
