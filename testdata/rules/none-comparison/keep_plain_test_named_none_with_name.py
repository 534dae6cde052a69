def test_defaults_to_none():
    assert get("x") == nothing


def test_hash2(thing):
    if thing == nothing:
        return
