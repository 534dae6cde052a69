# isfix-test: select=ISF002
if None is list(): pass
if list() is not None: pass
if list() is True: pass
if ... is not tuple(): pass
if __debug__ is int(): pass
