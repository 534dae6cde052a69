# isfix-test: select=ISF002
if x is list(): pass  # noqa: ISF002
if x is list(): pass  # noqa
if x is list(): pass  # pylint: disable=new-object-identity
