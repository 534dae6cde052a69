import sqlalchemy
flag = User.name is not None
def test_eq():
    assert x is not None
    assert x is None
