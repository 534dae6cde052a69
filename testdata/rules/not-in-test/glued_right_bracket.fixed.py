if x not in (y): pass
if x not in [y]: pass
if x not in {y}: pass
if x not in -y: pass
