if not x in(y): pass
if not x in[y]: pass
if not x in{y}: pass
if not x in-y: pass
