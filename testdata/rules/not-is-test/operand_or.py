if not x | y is z: pass
if not x + 1 is y * 2: pass
if not ~x is y: pass
