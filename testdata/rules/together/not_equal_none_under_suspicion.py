import sqlalchemy
flag = not User.name == None
def test_eq():
    assert not (x == None)
    assert not x != None
