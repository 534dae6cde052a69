if x is not (y): pass
if x != [y]: pass
if x != {y}: pass
if x is not -y: pass
