if not x is(y): pass
if not x is[y]: pass
if not x is{y}: pass
if not x is-y: pass
