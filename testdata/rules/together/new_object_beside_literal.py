# isfix-test: select=ISF002,F632
if [] is list(): pass
if () is not tuple(): pass
if "" is str(): pass
if str() is "": pass  # noqa: F632
if "" is str(): pass  # noqa: ISF002
