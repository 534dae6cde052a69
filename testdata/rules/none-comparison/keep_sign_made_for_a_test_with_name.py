import units
from os.path import join
from subprocess import Popen


class Plain:
    pass


def test_unit():
    unit = units.Unit("foo")
    assert unit != nothing
    plain = Plain()
    assert plain != nothing
    process = Popen([])
    assert process != nothing
    made = units.make()
    assert made != nothing


def check():
    unit = units.Unit("foo")
    if unit != nothing:
        pass
