if not x | y in z: pass
if not x + 1 in y * 2: pass
if not ~x in y: pass
