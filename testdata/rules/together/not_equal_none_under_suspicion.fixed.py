import sqlalchemy
flag = User.name is not None
def test_eq():
    assert not (x == None)
    assert not x != None
