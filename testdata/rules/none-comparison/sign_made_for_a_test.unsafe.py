import units
from os.path import join
from subprocess import Popen


class Plain:
    pass


def test_unit():
    unit = units.Unit("foo")
    assert unit is not None
    plain = Plain()
    assert plain is not None
    process = Popen([])
    assert process is not None
    made = units.make()
    assert made is not None


def check():
    unit = units.Unit("foo")
    if unit is not None:
        pass
