if not x <(y): pass
if not x <[y]: pass
if not x <{y}: pass
if not x <-y: pass
