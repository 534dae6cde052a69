if User.name is None: pass
if t.c.name is not None: pass
