import units
from os.path import join
from subprocess import Popen


class Plain:
    pass


def test_unit():
    unit = units.Unit("foo")
    assert unit != None
    plain = Plain()
    assert plain != None
    process = Popen([])
    assert process != None
    made = units.make()
    assert made != None


def check():
    unit = units.Unit("foo")
    if unit != None:
        pass
