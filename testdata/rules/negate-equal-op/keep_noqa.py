# isfix-test: select=SIM201
x = not len(a) == 1  # noqa: SIM201
x = not len(a) == 1  # noqa
x = (not len(a)  # pylint: disable=unneeded-not
     == 1)
x = not len(a) == 1  # pylint: disable=C0117
