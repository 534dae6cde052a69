# isfix-test: select=ISF002,F632
if [] == list(): pass
if () != tuple(): pass
if "" == str(): pass
if str() == "": pass  # noqa: F632
if "" == str(): pass  # noqa: ISF002
