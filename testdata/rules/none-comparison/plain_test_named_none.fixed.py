def test_defaults_to_none():
    assert get("x") is None


def test_hash2(thing):
    if thing is None:
        return
